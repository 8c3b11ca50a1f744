using System.Text.Json;
using Trading.Opening;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.People;

/// <summary>Managers give the right to publish and take it back; one name has one holder.</summary>
public sealed class PublisherTests : OwnManager
{
    [Fact]
    public async Task A_right_is_given_to_a_certificate_shown_to_its_holder_and_taken_back()
    {
        var agency = Server.Authority.Issue("漓江代理");
        using var client = await Server.Client(agency).SignInAsync();
        Assert.Equal(JsonValueKind.Null, (await client.MeAsync()).GetProperty("publisher").ValueKind);
        Assert.Equal(
            201,
            (int)
                (
                    await Manager.Post(
                        "/api/people/publishers",
                        new { name = "漓江代理", certificate = agency.Certificate }
                    )
                ).StatusCode
        );
        Assert.Equal(
            204,
            (int)
                (
                    await Manager.Post(
                        "/api/people/publishers",
                        new { name = "漓江代理", certificate = agency.Certificate }
                    )
                ).StatusCode
        );
        var own = (await client.MeAsync()).GetProperty("publisher");
        Assert.Equal(
            ("漓江代理", Convert.ToBase64String(agency.Key.PublicPoint)),
            (own.GetProperty("name").GetString(), own.GetProperty("key").GetString())
        );
        var standing = Hall.Draft(Server, agency, "A-1");
        await client.Post("/api/sessions", standing.Publication).Ok();

        for (var i = 0; i < 2; i++)
            await Manager.Post("/api/people/publishers/take-back", new { name = "漓江代理" }).Ok();
        Assert.Equal(
            (403, "NotAllowed"),
            await client.Post("/api/sessions", Hall.Draft(Server, agency, "A-2").Publication).Refused()
        );
        Assert.Equal(
            "ceremony",
            (await client.SessionAsync(standing.Id)).GetProperty("lots")[0].GetProperty("phase").GetString()
        );
        Assert.Equal(["give-publishing 漓江代理", "take-publishing 漓江代理"], await ActsAsync());
    }

    [Fact]
    public async Task An_accounts_right_holds_for_its_password_and_for_the_key_that_it_bound_later()
    {
        using var staff = await Server.HireAsync(Manager, "desk");
        await Manager.Post("/api/people/publishers", new { name = "交易中心", user = "desk" }).Ok();
        var publisher = (await staff.MeAsync()).GetProperty("publisher");
        Assert.Equal(
            ("交易中心", JsonValueKind.Null),
            (publisher.GetProperty("name").GetString(), publisher.GetProperty("key").ValueKind)
        );
        var draft = Hall.Draft(Server, code: "C-1");
        await staff
            .Post("/api/sessions", draft.With(draft.Terms with { Publisher = new("交易中心", null) }).Publication)
            .Ok();

        var holder = Server.Authority.Issue("holder");
        await staff.Post("/api/me/key", await staff.ProofAsync(holder)).Ok();
        using var byKey = await Server.Client(holder).SignInAsync();
        Assert.Equal(
            holder.Key.PublicPoint,
            (await byKey.MeAsync()).GetProperty("publisher").GetProperty("key").GetBytesFromBase64()
        );
        await Manager.Post("/api/people/desk/disable", new { }).Ok();
        Assert.Equal(JsonValueKind.Null, (await byKey.MeAsync()).GetProperty("publisher").ValueKind);
    }

    [Theory]
    [InlineData("HOST")]
    [InlineData("ｈｏｓｔ")]
    [InlineData("ho st")]
    [InlineData("ho\u200bst")]
    public async Task A_name_that_looks_like_anothers_is_refused(string name)
    {
        var other = Server.Authority.Issue("other");
        Assert.Equal(
            (409, "Conflict"),
            await Manager.Post("/api/people/publishers", new { name, certificate = other.Certificate }).Refused()
        );
        // a renewed certificate may go on under the name
        await Manager.Post("/api/people/publishers/take-back", new { name = "host" }).Ok();
        await Manager.Post("/api/people/publishers", new { name, certificate = other.Certificate }).Ok();
        Assert.Equal(
            (409, "Conflict"),
            await Manager
                .Post("/api/people/publishers", new { name = "host", certificate = Server.Host.Certificate })
                .Refused()
        );
        Assert.Equal(
            (409, "Conflict"),
            await Manager
                .Post("/api/people/publishers", new { name = "one more", certificate = other.Certificate })
                .Refused()
        );
    }

    [Fact]
    public async Task Only_managers_give_it_supervisors_look_and_nonsense_is_refused()
    {
        using var nobody = Server.Client();
        using var bidder = await Server.Client(Server.Authority.Issue("b")).SignInAsync();
        using var supervisor = await Server.Client(Server.Supervisor).SignInAsync();
        var wish = new { name = "x", certificate = Server.Supervisor.Certificate };
        foreach (
            var (client, expected) in new[]
            {
                (nobody, (401, "NotSignedIn")),
                (bidder, (403, "NotAllowed")),
                (supervisor, (403, "NotAllowed")),
            }
        )
        {
            Assert.Equal(expected, await client.Post("/api/people/publishers", wish).Refused());
            Assert.Equal(
                expected,
                await client.Post("/api/people/publishers/take-back", new { name = "host" }).Refused()
            );
        }
        Assert.Equal((403, "NotAllowed"), await bidder.Get("/api/people/publishers").Refused());
        Assert.Equal(
            "host",
            Assert
                .Single((await supervisor.Get("/api/people/publishers").Ok()).EnumerateArray())
                .GetProperty("name")
                .GetString()
        );
        foreach (
            var wrong in new object[]
            {
                new { },
                new { name = "x" },
                new { name = " x", user = "u" },
                new { name = "", user = "u" },
                new { name = "\u200b", user = "u" },
                new { name = "x", certificate = new byte[] { 1 } },
                new
                {
                    name = "x",
                    user = "u",
                    certificate = Server.Supervisor.Certificate,
                },
            }
        )
            Assert.Equal((400, "Malformed"), await Manager.Post("/api/people/publishers", wrong).Refused());
        Assert.Equal(
            (404, "NotFound"),
            await Manager.Post("/api/people/publishers", new { name = "x", user = "unknown" }).Refused()
        );
        Assert.Equal(
            (404, "NotFound"),
            await Manager.Post("/api/people/publishers/take-back", new { name = "unknown" }).Refused()
        );
        Assert.Equal((400, "Malformed"), await Manager.Post("/api/people/publishers/take-back", new { }).Refused());
    }

    [Fact]
    public async Task The_first_publisher_is_made_while_the_server_is_stopped()
    {
        var (agency, file) = (Server.Authority.Issue("agency"), Path.Combine(Server.Data, "demo", "agency.der"));
        await File.WriteAllBytesAsync(file, agency.Certificate);
        string[] words = ["--make-publisher", "漓江代理", "--certificate", file, "--data", Server.Data];
        Assert.Contains("in use by another server", (await RunAsync(1, words)), StringComparison.Ordinal);
        await Server.KillAsync();
        for (var i = 0; i < 2; i++)
            Assert.Empty(await RunAsync(0, words));
        Assert.Contains(
            "publishes already",
            await RunAsync(
                1,
                [
                    "--make-publisher",
                    "漓江代理",
                    "--certificate",
                    Path.Combine(Server.Data, "demo", "manager.der"),
                    "--data",
                    Server.Data,
                ]
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no certificate",
            await RunAsync(
                1,
                ["--make-publisher", "x", "--certificate", Path.Combine(Server.Data, "log.db"), "--data", Server.Data]
            ),
            StringComparison.Ordinal
        );
        foreach (var wrong in new[] { words[..4], [.. words, "--demo"], ["--make-publisher", "", .. words[2..]] })
            Assert.Contains("Usage", await RunAsync(2, wrong), StringComparison.Ordinal);
        await Server.StartAgainAsync();
        using var client = await Server.Client(agency).SignInAsync();
        Assert.Equal("漓江代理", (await client.MeAsync()).GetProperty("publisher").GetProperty("name").GetString());
    }

    private async Task<string[]> ActsAsync() =>
        [
            .. (await Manager.Get("/api/people/acts").Ok())
                .EnumerateArray()
                .Select(a => $"{a.GetProperty("act")} {a.GetProperty("about")}"),
        ];

    private static async Task<string> RunAsync(int expected, string[] words)
    {
        using var error = new StringWriter();
        Assert.Equal(expected, await FirstPublisher.RunAsync(words, error));
        return error.ToString();
    }
}
