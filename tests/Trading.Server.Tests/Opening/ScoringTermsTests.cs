using System.Text;
using System.Text.Json;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// A tender file whose scores cannot be computed, or whose lot says something else, is not published
/// (docs/spec/scoring.md, 4.5 and 4.6).
/// </summary>
public sealed class ScoringTermsTests : OwnServer
{
    private const string Sound =
        """{"format":"trading-score/1","pack":"construction-national","method":"lowest-price-benchmark","ceilingFen":100000000,"criteria":[{"id":"报价","kind":"price","weightPermille":1000}],"bids":[]}""";

    private static readonly IReadOnlyList<JsonElement> Filing = Read("filing/terms");
    private static readonly IReadOnlyList<JsonElement> Lots = Read("lots/lots");
    private Client host = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        host = Keep(await Server.Client(Server.Host).SignInAsync());
    }

    [Fact]
    public async Task Every_fault_at_filing_is_refused_with_path_rule_and_words_and_nothing_is_published()
    {
        var faulty = Filing.Where(v => v.GetProperty("expect").TryGetProperty("error", out _)).ToList();
        Assert.True(faulty.Count >= 10);
        foreach (var vector in faulty)
        {
            var answer = await host.Post("/api/sessions", Draft(TextOf(vector)).Publication);
            Assert.Equal(400, (int)answer.StatusCode);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            var error = vector.GetProperty("expect").GetProperty("error");
            var fault = Assert.Single(problem.GetProperty("scoring").EnumerateArray());
            Assert.Equal(
                ("BadScoring", "correct-and-prepare-again", Hall.Lot, error.GetProperty("code").GetString()!),
                (Text(problem, "reason"), Text(problem, "nextStep"), Text(fault, "lot"), Text(fault, "code"))
            );
            Assert.Equal(error.GetProperty("path").GetString(), Text(fault, "path"));
            Assert.Equal(Text(problem, "rule"), Text(fault, "rule"));
            Assert.NotEmpty(Text(fault, "rule"));
            var words = fault.GetProperty("words");
            Assert.Matches("[一-龥]", Text(words, "zh"));
            Assert.Contains(
                $"Lot '1': {Text(fault, "code")} at {Text(fault, "path")}: {Text(words, "en")}",
                Text(problem, "detail"),
                StringComparison.Ordinal
            );
        }
        Assert.Equal(0, (await host.Get("/api/sessions").Ok()).GetArrayLength());
    }

    [Fact]
    public async Task Terms_of_another_lot_are_refused_and_those_of_the_lot_are_not()
    {
        foreach (var vector in Lots)
        {
            var lot = vector.GetProperty("lot");
            // The decider knows these packs and kinds only.
            if (
                RulePacks.Newest(Text(lot, "rulePack")) is not { } pack
                || !Enum.TryParse<PriceKind>(Text(lot, "priceKind"), out var kind)
            )
                continue;
            var draft = Draft(TextOf(vector), pack, kind, lot.GetProperty("bound").GetInt64(), Text(vector, "name"));
            var answer = await host.Post("/api/sessions", draft.Publication);
            if (!vector.GetProperty("expect").TryGetProperty("error", out var error))
            {
                Assert.True(201 == (int)answer.StatusCode, Text(vector, "name"));
                continue;
            }
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            var fault = Assert.Single(problem.GetProperty("scoring").EnumerateArray());
            Assert.Equal((Text(error, "code"), Text(error, "path")), (Text(fault, "code"), Text(fault, "path")));
        }
    }

    [Fact]
    public async Task All_lots_are_told_at_once_in_their_order()
    {
        var draft = Hall.Draft(Server);
        LotTerms[] lots =
        [
            new("1", "a", PriceKind.Amount, 100_000_000, Scoring: 1),
            new("2", "b", PriceKind.Rate, 0, Scoring: 1),
            new("3", "c", PriceKind.Amount, 100_000_000, Scoring: 2),
            new("4", "d", PriceKind.Amount, 5),
        ];
        var faulty = draft.With(draft.Terms with { Lots = lots, Scoring = [Sound, "{"] });
        var answer = await host.Post("/api/sessions", faulty.Publication);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(
            ["2 not-of-lot $.priceKind Rate", "3 not-json $ "],
            problem
                .GetProperty("scoring")
                .EnumerateArray()
                .Select(f => $"{Text(f, "lot")} {Text(f, "code")} {Text(f, "path")} {Text(f, "detail")}")
        );
    }

    [Fact]
    public async Task Published_terms_stand_beside_the_lock_as_they_were_written_and_twice_the_same_is_one()
    {
        foreach (var trustee in Server.Trustees)
            trustee.Start();
        var draft = Draft(Sound + "\r\n");
        await host.Post("/api/sessions", draft.Publication).Ok();
        Assert.Equal(200, (int)(await host.Post("/api/sessions", draft.Publication)).StatusCode);
        await host.UntilAsync(draft.Id, Hall.Lot, "intake");
        var answer = await host.Get($"/api/sessions/{draft.Id}/lots/{Hall.Lot}/lock").Ok();
        var terms = answer.GetProperty("terms").Deserialize<SessionTerms>(Client.Json)!;
        Assert.Equal((4, Sound + "\r\n"), (terms.Version, terms.ScoringOf(terms.Lots[0])));
        Assert.True(LockPolicyCodec.TryParse(answer.GetProperty("policy").GetBytesFromBase64(), out var policy, out _));
        Assert.Equal(Terms.Hash(Crypto.Suite.P256, terms), policy.TermsHash);
    }

    [Theory]
    [InlineData("too long")]
    [InlineData("an unused text")]
    [InlineData("a number without a text")]
    [InlineData("a control character")]
    [InlineData("null")]
    [InlineData("a policy of version 1")]
    public async Task What_is_no_form_of_terms_is_malformed(string how)
    {
        var draft = Draft(Sound);
        var (terms, lot) = (draft.Terms, draft.Terms.Lots[0]);
        object publication = how switch
        {
            "too long" => Draft(Sound + new string(' ', Terms.MostScoringBytes)).Publication,
            "an unused text" => draft.With(terms with { Lots = [lot with { Scoring = 0 }] }).Publication,
            "a number without a text" => draft.With(terms with { Scoring = null }).Publication,
            "a policy of version 1" => Claim(draft, terms, draft.Policy with { Version = 1 }),
            "null" => Claim(draft, terms with { Scoring = [null!] }, draft.Policy),
            _ => Claim(draft, terms with { Scoring = ["\f"] }, draft.Policy),
        };
        Assert.Equal((400, "Malformed"), await host.Post("/api/sessions", publication).Refused());
        Assert.Equal(0, (await host.Get("/api/sessions").Ok()).GetArrayLength());
    }

    [Fact]
    public async Task A_lone_surrogate_has_no_bytes_and_is_malformed()
    {
        var draft = Draft(Sound);
        var whole = JsonSerializer.Serialize(draft.Publication, Client.Json);
        var body = whole.Replace(JsonSerializer.Serialize(Sound, Client.Json), "\"\\ud842\"", StringComparison.Ordinal);
        Assert.NotEqual(whole, body);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal((400, "Malformed"), await host.Http.PostAsync("/api/sessions", content).Refused());
    }

    private static object Claim(Hall hall, SessionTerms terms, LockPolicy policy) =>
        new
        {
            session = hall.Id,
            terms,
            policies = new[] { LockPolicyCodec.ToBytes(policy) },
        };

    private Hall Draft(
        string scoring,
        RulePack? pack = null,
        PriceKind kind = PriceKind.Amount,
        long bound = 100_000_000,
        string code = "TC-2025-001"
    )
    {
        var draft = Hall.Draft(Server);
        return draft.With(
            draft.Terms with
            {
                TenderCode = code,
                RulePack = pack ?? RulePacks.Newest("construction-national")!,
                Lots = [new LotTerms(Hall.Lot, "第一标段", kind, bound, Scoring: 1)],
                Scoring = [scoring],
            }
        );
    }

    private static string TextOf(JsonElement vector) =>
        vector.TryGetProperty("text", out var text) ? text.GetString()! : vector.GetProperty("tender").GetRawText();

    private static string Text(JsonElement of, string key) => of.GetProperty(key).GetString()!;

    private static IReadOnlyList<JsonElement> Read(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Trading.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        var file = Path.Combine(folder, "tests", "vectors", "scoring", name + ".json");
        return [.. JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.EnumerateArray()];
    }
}
