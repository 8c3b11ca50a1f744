using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Fuzz;

/// <summary>
/// The rules of bodies and parameters by name (docs/spec/http.md, "Bodies"), and the first ones that were found broken.
/// </summary>
public sealed class StrictBodyTests
{
    [Fact]
    public async Task Null_where_the_type_says_no_is_refused_with_its_place()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var bidder = new Bidder(hall, "b");
        using var nobody = server.Client();
        using var host = await server.Client(server.Host).SignInAsync();
        using var trustee = await server.Trustees[0].SignInAsync();
        Assert.Equal(
            "$.token is null; a text is expected.",
            await DetailAsync(nobody.Http, "/api/sign-in/token", """{"token":null}""")
        );
        Assert.Equal(
            "$.terms is null; an object is expected.",
            await DetailAsync(host.Http, "/api/sessions", Bent(hall, body => body["terms"] = null))
        );
        Assert.Equal(
            "$.terms.roles is null; an array is expected.",
            await DetailAsync(host.Http, "/api/sessions", Bent(hall, body => body["terms"]!["roles"] = null))
        );
        Assert.Equal(
            "$.terms.roles[0] is null; an object is expected.",
            await DetailAsync(host.Http, "/api/sessions", Bent(hall, body => body["terms"]!["roles"]![0] = null))
        );
        Assert.Equal(
            "$.policies is null; an array is expected.",
            await DetailAsync(host.Http, "/api/sessions", Bent(hall, body => body["policies"] = null))
        );
        Assert.StartsWith(
            "$.policies[0] is null; base64",
            await DetailAsync(host.Http, "/api/sessions", Bent(hall, body => body["policies"]![0] = null)),
            StringComparison.Ordinal
        );
        var declaration = JsonSerializer.SerializeToNode(bidder.Seal().Declaration, Client.Json)!;
        declaration["partRoots"]![0]![0] = null;
        Assert.StartsWith(
            "$.partRoots[0][0] is null; base64",
            await DetailAsync(
                (await bidder.ClientAsync()).Http,
                $"/api/sessions/{hall.Id}/lots/1/uploads",
                declaration.ToJsonString()
            ),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "$.body is null; base64",
            await DetailAsync(
                trustee,
                "/api/trustee/messages",
                """{"kind":"locked","session":"x","lot":"1","body":null,"signature":"AAAA"}"""
            ),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{}", "$.token is missing; a text is expected.")]
    [InlineData("""{"token":5}""", "$.token is a number that does not fit; a text is expected.")]
    [InlineData("""{"token":"x","more":1}""", "$ has an unknown member; token are known here.")]
    [InlineData("""{"Token":"x"}""", "$ has an unknown member; token are known here.")]
    [InlineData("""{"token":"x","token":"y"}""", "$ has one member twice.")]
    [InlineData("""{"token":"x","tok\u0065n":"y"}""", "$ has one member twice.")]
    [InlineData("""{"token":"\ud800"}""", "$.token holds half of a surrogate pair, which is no letter.")]
    [InlineData("""{"\udc00":1}""", "$ has a member whose name holds half of a surrogate pair.")]
    [InlineData("[]", "$ is an array; an object is expected.")]
    [InlineData("null", "$ is null; an object is expected.")]
    [InlineData("", "$ is missing: this call has a body of JSON.")]
    [InlineData("{", "$ is not one value of JSON (RFC 8259) of at most 16 levels.")]
    [InlineData("""{"token":"x"} {}""", "$ is not one value of JSON (RFC 8259) of at most 16 levels.")]
    [InlineData("""{"token":"x",}""", "$ is not one value of JSON (RFC 8259) of at most 16 levels.")]
    [InlineData("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", "$ is not one value of JSON (RFC 8259) of at most 16 levels.")]
    [InlineData("\uFEFF{\"token\":\"x\"}", "$ begins with a byte order mark, which JSON does not have.")]
    public async Task Every_rule_has_its_words(string body, string detail)
    {
        await using var server = await TestServer.StartAsync();
        using var nobody = server.Client();
        Assert.Equal(detail, await DetailAsync(nobody.Http, "/api/sign-in/token", body));
    }

    [Fact]
    public async Task Another_charset_or_media_type_is_415_and_broken_UTF_8_is_400()
    {
        await using var server = await TestServer.StartAsync();
        using var nobody = server.Client();
        foreach (
            var type in new[]
            {
                "application/json; charset=utf-7",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "text/plain",
                "application/json; x=1",
            }
        )
            Assert.Equal(
                (415, "This call takes application/json in UTF-8 and nothing else."),
                await SayAsync(nobody.Http, "/api/sign-in/token", """{"token":"x"}"""u8.ToArray(), type)
            );
        foreach (
            var type in new[]
            {
                "application/json",
                "application/json; charset=utf-8",
                "application/json; charset=\"UTF-8\"",
                "APPLICATION/JSON",
            }
        )
            Assert.Equal(
                403,
                (await SayAsync(nobody.Http, "/api/sign-in/token", """{"token":"x"}"""u8.ToArray(), type)).Status
            );
        Assert.Equal(
            (400, "$ is not UTF-8."),
            await SayAsync(nobody.Http, "/api/sign-in/token", [0x7B, 0xFF, 0x7D], "application/json")
        );
    }

    [Fact]
    public async Task Numbers_in_addresses_are_refused_by_name_and_a_part_that_cannot_be_is_none()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var bidder = new Bidder(hall, "b");
        var (client, upload) = (await bidder.ClientAsync(), await bidder.DeclareAsync(bidder.Seal()));
        foreach (var place in new[] { "0/-1", "-1/0", "0/2147483647", "2147483647/0", "0/99", "-1/-1" })
            Assert.Equal((404, "NotFound"), await client.Put($"/api/uploads/{upload}/parts/{place}", [1]).Refused());
        foreach (
            var (query, words) in new[]
            {
                ("after=", "The parameter after is not a whole number in decimal."),
                ("after=1.0", "The parameter after is not a whole number in decimal."),
                ("after=%EF%BC%91", "The parameter after is not a whole number in decimal."),
                ("after=9223372036854775808", "The parameter after is not a whole number in decimal."),
                ("after=1&after=2", "The parameter after stands 2 times."),
                (
                    "after=9223372036854775807",
                    "after is a height from 0 to 9007199254740991, or -1 for the start of the stream."
                ),
                ("after=-2", "after is a height from 0 to 9007199254740991, or -1 for the start of the stream."),
            }
        )
            Assert.Equal(words, await AskAsync(client.Http, $"/api/feed/{hall.Stream}?{query}"));
        Assert.Equal(
            "The parameter from is missing; a whole number in decimal is expected.",
            await AskAsync(client.Http, $"/api/streams/{hall.Stream}/consistency?to=1")
        );
        Assert.Equal(
            "The parameter draft is not true or false.",
            await AskAsync(client.Http, $"/api/sessions/{hall.Id}/record?draft=1")
        );
        foreach (var end in new[] { long.MaxValue, long.MinValue, 0, -1 })
        {
            await AskAsync(client.Http, $"/api/streams/{hall.Stream}/consistency?from={end}&to={end}");
            await AskAsync(client.Http, $"/api/streams/{hall.Stream}/inclusion?index={end}&size={end}");
        }
    }

    private static string Bent(Hall hall, Action<JsonNode> bend)
    {
        var body = JsonSerializer.SerializeToNode(hall.Publication, Client.Json)!;
        bend(body);
        return body.ToJsonString();
    }

    private static async Task<string> DetailAsync(HttpClient http, string path, string body)
    {
        var (status, detail) = await SayAsync(http, path, Encoding.UTF8.GetBytes(body), "application/json");
        Assert.Equal(400, status);
        return detail;
    }

    private static async Task<(int Status, string Detail)> SayAsync(
        HttpClient http,
        string path,
        byte[] body,
        string type
    )
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await http.PostAsync(path, content);
        return ((int)answer.StatusCode, await DetailOfAsync(answer));
    }

    private static async Task<string> AskAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        Assert.Equal(400, (int)answer.StatusCode);
        return await DetailOfAsync(answer);
    }

    private static async Task<string> DetailOfAsync(HttpResponseMessage answer)
    {
        Assert.Equal(
            new MediaTypeHeaderValue("application/problem+json").MediaType,
            answer.Content.Headers.ContentType?.MediaType
        );
        return JsonDocument
            .Parse(await answer.Content.ReadAsStringAsync())
            .RootElement.GetProperty("detail")
            .GetString()!;
    }
}
