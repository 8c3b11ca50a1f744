using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Tests.Fixtures;
using static Trading.Cli.Tests.SeededPeople;
using static Trading.Evaluation.Tests.Fixtures.VectorFile;

namespace Trading.Cli.Tests;

/// <summary>
/// What host and supervisor copy from the paper of another system, to the last byte of what they sign, with everything
/// that is drawn at random: the page makes the same of it. Source: docs/spec/draw.md, "External draws".
/// </summary>
public sealed class ImportDraftVectorTests
{
    private static readonly Suite Suite = Suite.P256;
    private static readonly string[] Experts = [.. InventedExperts.Of(5).Select(e => e.Id)];
    private static readonly byte[] Paper = Encoding.UTF8.GetBytes("%PDF-1.7 抽取结果");

    [Fact]
    public void Drafts_of_imports_are_frozen() =>
        Compare(
            "import-drafts.json",
            "what is copied from a paper, what is drawn at random, and what both sign; bytes are hexadecimal",
            [Case("plain", Plain), Case("buyers", WithBuyers)]
        );

    private static DrawDraft Plain { get; } =
        new()
        {
            Groups = [new(["A08"], ExpertLevel.Intermediate, 5)],
            BuyerUnit = DrawRequests.Code("91459900900000001"),
            ReserveDepth = 0,
            DrawAt = DrawRequests.DrawAt,
            Place = "评标区 3 号门",
        };

    private static DrawDraft WithBuyers { get; } =
        Plain with
        {
            Session = "ffeeddccbbaa99887766554433221100",
            Lot = "1",
            Groups = [new(["A08"], ExpertLevel.Senior, 3), new(["B01"], ExpertLevel.Associate, 2)],
            BuyerSeats =
            [
                ("11010519491231002X", DrawRequests.Code("91459900900000001")),
                ("440524188001010014", DrawRequests.Code("91459900900000003")),
            ],
            AgentUnit = DrawRequests.Code("91459900900000002"),
            AvoidedUnits = [DrawRequests.Code("91459900900000004")],
            AvoidedPersons = ["110101198001010010"],
            RoomAt = DrawRequests.DrawAt + 7_200_000_000,
            Drill = true,
        };

    private static object Case(string name, DrawDraft facts)
    {
        var people = new SeededEntropy(Encoding.UTF8.GetBytes($"import people {name}"));
        var (host, supervisor) = (Suite.Group.RandomScalar(people), Suite.Group.RandomScalar(people));
        var trust = TrustOf(people);
        using var key = KeyOf(host);
        var seed = Encoding.UTF8.GetBytes($"import draft {name}");
        var draft = new ImportDraft(facts, "广西综合评标专家库", "2026-0302-17", Experts, Paper);
        var made = draft.Propose(trust, key, PointOf(supervisor), new SeededEntropy(seed));
        Assert.True(SigningKey.Verify(Suite, PointOf(host), Tags.DrawImport, made.Statement, made.HostSignature));
        // The same seed gives id, salt and the ephemeral secret of the box again.
        var entropy = new SeededEntropy(seed);
        var (id, salt) = (new byte[16], new byte[32]);
        entropy.Fill(id);
        entropy.Fill(salt);
        var ephemeral = Suite.Group.RandomScalar(entropy);
        Assert.Equal((Hex(salt), made.Draw), (Hex(made.Salt), Hex(id)));
        Assert.Equal(Hex(made.GateSalt[..Suite.PointBytes]), Hex(PointOf(ephemeral)));
        return new
        {
            name,
            trust = trust.ToText(),
            hostSecret = Hex(host.Encode()),
            supervisor = Hex(PointOf(supervisor)),
            draft = new
            {
                draft.System,
                draft.Number,
                draft.Experts,
                paper = Hex(Paper),
                facts.Session,
                facts.Lot,
                rules = facts.Rules.Id,
                rulesVersion = facts.Rules.Version,
                facts.BudgetFen,
                facts.IsWeighty,
                groups = facts.Groups.Select(g => new
                {
                    g.Specialities,
                    least = (int)g.Least,
                    g.Seats,
                }),
                buyerSeats = facts.BuyerSeats.Select(s => new { s.Id, s.Unit }),
                facts.BuyerUnit,
                facts.AgentUnit,
                facts.AvoidedUnits,
                facts.AvoidedPersons,
                facts.DrawAt,
                roomAt = made.Import.Request.RoomAt,
                facts.Place,
                facts.Drill,
            },
            id = Hex(id),
            salt = Hex(salt),
            ephemeral = Hex(ephemeral.Encode()),
            import = Hex(ExternalImportCodec.ToBytes(made.Import)),
            hash = Hex(made.Import.Hash()),
            gateBox = Hex(made.GateSalt),
            statement = Hex(made.Statement),
        };
    }
}
