using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Fixtures;
using static Trading.Cli.Tests.SeededPeople;
using static Trading.Evaluation.Tests.Fixtures.VectorFile;

namespace Trading.Cli.Tests;

/// <summary>
/// What a host publishes, to the last byte, with everything that is drawn at random: the pages make the same of it.
/// Source: docs/spec/draw.md, "Request", "Locks" and "Statements".
/// </summary>
public sealed class DrawDraftVectorTests
{
    private static readonly Suite Suite = Suite.P256;

    [Fact]
    public void Drafts_are_frozen() =>
        Compare(
            "drafts.json",
            "what a host writes down, what is drawn at random, and what is published; bytes are hexadecimal",
            [Case("plain", Plain), Case("everything", Everything)]
        );

    private static DrawDraft Plain { get; } =
        new()
        {
            Groups = [new(["A08"], ExpertLevel.Intermediate, 5)],
            BuyerUnit = DrawRequests.Code("91459900900000001"),
            DrawAt = DrawRequests.DrawAt,
            Place = "评标区 3 号门",
        };

    private static DrawDraft Everything { get; } =
        Plain with
        {
            Session = "ffeeddccbbaa99887766554433221100",
            Lot = "1",
            Rules = DrawRules.ConstructionNational,
            BudgetFen = 9_007_199_254_740_993,
            IsWeighty = true,
            Groups = [new(["A08", "B0101"], ExpertLevel.Senior, 3), new(["B01"], ExpertLevel.Associate, 2)],
            BuyerSeats =
            [
                ("11010519491231002X", DrawRequests.Code("91459900900000001")),
                ("440524188001010014", DrawRequests.Code("91459900900000003")),
            ],
            AgentUnit = DrawRequests.Code("91459900900000002"),
            AvoidedUnits =
            [
                DrawRequests.Code("91459900900000005"),
                DrawRequests.Code("91459900900000004"),
                DrawRequests.Code("91459900900000005"),
            ],
            AvoidedPersons = ["45030019800101001X", "110101198001010010", "450300197512120011", "110101198001010010"],
            Regions = ["450300", "110000"],
            ReserveDepth = 3,
            RoomAt = DrawRequests.DrawAt + 7_200_000_000,
            Drill = true,
            Custody = Custody.Independent,
        };

    private static object Case(string name, DrawDraft draft)
    {
        var people = new SeededEntropy(Encoding.UTF8.GetBytes($"people {name}"));
        var (host, supervisor) = (Suite.Group.RandomScalar(people), Suite.Group.RandomScalar(people));
        var trust = TrustOf(people);
        using var key = KeyOf(host);
        var seed = Encoding.UTF8.GetBytes($"draft {name}");
        var made = draft.Publish(trust, key, PointOf(supervisor), new SeededEntropy(seed));
        var statement = DrawStatements.Publication(
            Suite,
            made.Request.Hash(),
            made.PolicyBytes,
            made.Salt,
            made.GateSalt
        );
        Assert.True(SigningKey.Verify(Suite, PointOf(host), Tags.DrawPublish, statement, made.Signature));
        var (id, salt, ephemerals) = DrawnFor(made, trust, seed);
        return new
        {
            name,
            trust = trust.ToText(),
            hostSecret = Hex(host.Encode()),
            supervisor = Hex(PointOf(supervisor)),
            draft = new
            {
                draft.Session,
                draft.Lot,
                rules = draft.Rules.Id,
                rulesVersion = draft.Rules.Version,
                draft.BudgetFen,
                draft.IsWeighty,
                groups = draft.Groups.Select(g => new
                {
                    g.Specialities,
                    least = (int)g.Least,
                    g.Seats,
                }),
                buyerSeats = draft.BuyerSeats.Select(s => new { s.Id, s.Unit }),
                draft.BuyerUnit,
                draft.AgentUnit,
                draft.AvoidedUnits,
                draft.AvoidedPersons,
                draft.Regions,
                draft.ReserveDepth,
                draft.DrawAt,
                roomAt = made.Request.RoomAt,
                draft.Place,
                custody = draft.Custody.ToString(),
                draft.Drill,
            },
            id = Hex(id),
            salt = Hex(salt),
            ephemerals = ephemerals.Select(e => Hex(e.Encode())),
            request = Hex(DrawRequestCodec.ToBytes(made.Request)),
            policies = made.PolicyBytes.Select(Hex),
            saltBox = Hex(made.Salt),
            gateBox = Hex(made.GateSalt),
            statement = Hex(statement),
        };
    }

    // The same seed gives the same bytes again: id, salt, and the ephemeral secret of each box.
    private static (byte[] Id, byte[] Salt, List<Scalar> Ephemerals) DrawnFor(
        PublishedDraw made,
        TrustFile trust,
        byte[] seed
    )
    {
        var entropy = new SeededEntropy(seed);
        var (id, salt) = (new byte[16], new byte[32]);
        entropy.Fill(id);
        entropy.Fill(salt);
        var ephemerals = new List<Scalar>();
        foreach (var kind in new[] { OfficeKind.Custodian, OfficeKind.Gate })
        {
            var box = kind == OfficeKind.Custodian ? made.Salt : made.GateSalt;
            if (box.Length == 0)
                continue;
            var after = new SeededEntropy(seed);
            after.Fill(new byte[48]);
            Assert.True(
                Suite.Group.TryDecode(trust.Offices.First(o => o.Kind == OfficeKind.Custodian).StaticKey, out var first)
            );
            if (kind == OfficeKind.Gate)
                SealedBox.Seal(Suite, first, Tags.DrawSealedSalt, made.Request.Hash(), salt, after);
            var ephemeral = Suite.Group.RandomScalar(after);
            Assert.Equal(Hex(box[..Suite.PointBytes]), Hex(PointOf(ephemeral)));
            ephemerals.Add(ephemeral);
        }
        return (id, salt, ephemerals);
    }
}
