using Trading.Crypto;
using Trading.Evaluation.Tests.Requests;
using static Trading.Evaluation.Tests.Fixtures.VectorFile;

namespace Trading.Evaluation.Tests.Vectors;

/// <summary>
/// What is asked for, in vectors that the pages read, too: bytes, gates, persons. Source: docs/spec/draw.md, "Request".
/// </summary>
public class RequestVectorTests
{
    private static readonly DrawRequest Plain = Draw.NewRequest();
    private static readonly string Third = Draw.Code("91459900900000003");

    private static readonly DrawRequest Full = Plain with
    {
        Groups = [new SeatGroup(["A08", "B0101"], ExpertLevel.Senior, 4)],
        BuyerSeats = [new(Filled(1), Plain.BuyerUnit), new(Filled(2), Third)],
        BudgetFen = long.MaxValue,
        IsWeighty = true,
        AvoidedUnits = [Plain.AgentUnit, Third],
        AvoidedPersons = [Filled(3), Filled(4)],
        Regions = ["450300", "110000"],
        Place = "评标区 3 号门 🚪",
    };

    [Fact]
    public void Requests_are_frozen() =>
        Compare(
            "requests.json",
            "docs/spec/draw.md, \"Request\": bytes and hash are hexadecimal; without fields: refused. flips: what is "
                + "read when the lowest bit of each byte is another",
            Good().Select(GoodCase).Concat(Refused().Select(c => new { c.Name, bytes = Hex(c.Bytes) })),
            isShort: true
        );

    [Fact]
    public void Gates_are_frozen()
    {
        var cases = Gated().ToList();
        Assert.Equal(
            Enum.GetValues<RequestReason>(),
            cases.SelectMany(c => RequestGates.Check(c.Request, c.Rules)).Select(r => r.Reason).Distinct().Order()
        );
        Compare(
            "gates.json",
            "docs/spec/draw.md, \"Gates\": every refusal of a request under rules",
            cases.Select(c => new
            {
                c.Name,
                request = Hex(DrawRequestCodec.ToBytes(c.Request)),
                c.Rules.Id,
                c.Rules.Version,
                refusals = RequestGates
                    .Check(c.Request, c.Rules)
                    .Select(r => new
                    {
                        reason = r.Reason.ToString(),
                        r.Rule,
                        r.Found,
                        r.Bound,
                    }),
            }),
            isShort: true
        );
    }

    [Fact]
    public void Persons_are_frozen() =>
        Compare(
            "persons.json",
            "docs/spec/draw.md, \"Request\": identity numbers by GB 11643, and their hashes under a salt",
            Ids()
                .Select(id => new
                {
                    id,
                    isValid = ResidentId.IsValid(id),
                    salt = Hex(Draw.PersonSalt),
                    saltHash = Hex(PersonHash.OfSalt(Suite.P256, Draw.PersonSalt)),
                    hash = ResidentId.IsValid(id) ? Hex(PersonHash.Of(Suite.P256, Draw.PersonSalt, id)) : null,
                }),
            isShort: true
        );

    private static IEnumerable<string> Ids() =>
        [
            "11010519491231002X",
            "440524188001010014",
            "110105194912310021",
            "11010519491231002x",
            "010105194912310027",
            "110105194902290025",
            "11010519491231002",
            "1101051949123100２X",
            "110105000001010020",
        ];

    private static IEnumerable<(string Name, DrawRequest Request)> Good() =>
        [
            ("plain", Plain),
            ("full", Full),
            ("nothing opened here", Plain with { Session = "", Lot = "", AgentUnit = "", Regions = [] }),
            ("all lots", Plain with { Lot = "", ReserveDepth = 0 }),
            ("rules that nobody knows", Plain with { Rules = "another-place", RulesVersion = 7 }),
            ("refused by gates", Plain with { RoomAt = 1 }),
        ];

    private static object GoodCase((string Name, DrawRequest Request) c)
    {
        var r = c.Request;
        var bytes = DrawRequestCodec.ToBytes(r);
        return new
        {
            c.Name,
            fields = new
            {
                r.Suite,
                r.Draw,
                r.Session,
                r.Lot,
                r.Rules,
                r.RulesVersion,
                r.BudgetFen,
                r.IsWeighty,
                groups = r.Groups.Select(g => new
                {
                    g.Specialities,
                    least = (int)g.Least,
                    g.Seats,
                }),
                buyerSeats = r.BuyerSeats.Select(b => new { person = Hex(b.Person), b.Unit }),
                r.BuyerUnit,
                r.AgentUnit,
                r.AvoidedUnits,
                personSaltHash = Hex(r.PersonSaltHash),
                avoidedPersons = r.AvoidedPersons.Select(Hex),
                r.Regions,
                r.ReserveDepth,
                r.DrawAt,
                r.RoomAt,
                r.Place,
            },
            bytes = Hex(bytes),
            hash = Hex(r.Hash()),
            flips = Flips(bytes),
        };
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Refused()
    {
        foreach (object[] row in RequestTests.Malformed())
            yield return ((string)row[0], DrawRequestCodec.Print((DrawRequest)row[1]));
        var bytes = DrawRequestCodec.ToBytes(Full);
        yield return ("a byte more", [.. bytes, 0]);
        yield return ("a byte less", bytes[..^1]);
        yield return ("nothing", []);
        yield return ("another version", [2, .. bytes[1..]]);
    }

    private static List<object> Flips(byte[] bytes)
    {
        var runs = new List<object>();
        var (from, last) = (0, IsRead(bytes, 0));
        for (var at = 1; at <= bytes.Length; at++)
        {
            var now = at < bytes.Length && IsRead(bytes, at);
            if (at < bytes.Length && now == last)
                continue;
            runs.Add(
                new
                {
                    from,
                    to = at - 1,
                    result = last ? "read" : "refused",
                }
            );
            (from, last) = (at, now);
        }
        return runs;
    }

    private static bool IsRead(byte[] bytes, int at)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= 1;
        return DrawRequestCodec.TryParse(flipped, out _);
    }

    private static IEnumerable<(string Name, DrawRequest Request, DrawRules Rules)> Gated()
    {
        var goods = DrawRules.ProcurementGoods;
        var works = DrawRules.ConstructionNational;
        (int Drawn, int Buyers)[] counts = [(5, 0), (4, 1), (6, 3), (3, 0), (6, 0), (3, 2), (5, 4), (2, 2), (7, 0)];
        foreach (var (drawn, buyers) in counts)
            yield return ($"{drawn} drawn, {buyers} of the buyer", WithSeats(drawn, buyers), goods);
        var large = Plain with { BudgetFen = 1_000_000_000 };
        var ofAgent = WithSeats(4, 1) with { BuyerSeats = [new(Filled(1), Plain.AgentUnit)] };
        yield return ("just not large", Plain with { BudgetFen = 999_999_999 }, goods);
        yield return ("large", large, goods);
        yield return ("weighty", Plain with { IsWeighty = true }, goods);
        yield return ("seven of a large matter", WithSeats(7, 0) with { BudgetFen = 1_000_000_000 }, goods);
        yield return ("large services", large with { Rules = "procurement-services" }, DrawRules.ProcurementServices);
        yield return ("large works", large with { Rules = works.Id }, works);
        yield return ("weighty works", Plain with { Rules = works.Id, IsWeighty = true }, works);
        yield return ("works of four", WithSeats(4, 0) with { Rules = works.Id }, works);
        yield return ("the agent's staff", ofAgent, goods);
        yield return ("the agent's staff in works", ofAgent with { Rules = works.Id }, works);
        yield return ("no agent", WithSeats(4, 1) with { AgentUnit = "" }, goods);
        yield return ("one person twice", Same(), goods);
        yield return ("somebody avoided", WithSeats(4, 1) with { AvoidedPersons = [Filled(1), Filled(9)] }, goods);
        yield return ("other rules", Plain, DrawRules.ProcurementServices);
        yield return ("another version", Plain with { RulesVersion = 2 }, goods);
        long[] times = [86_400, 86_401, 1800, 1799, 0, -1, 3 * 86_400];
        foreach (var seconds in times)
            yield return ($"{seconds} s before", Plain with { RoomAt = Plain.DrawAt + seconds * Draw.Second }, goods);
        yield return ("a moment too early", Plain with { RoomAt = Plain.DrawAt + 86_400 * Draw.Second + 1 }, goods);
        yield return ("a moment too late", Plain with { RoomAt = Plain.DrawAt + 1800 * Draw.Second - 1 }, goods);
        yield return ("everything", Everything(), works);
    }

    private static DrawRequest Same() =>
        WithSeats(5, 2) with
        {
            BuyerSeats = [new(Filled(1), Third), new(Filled(1), Plain.BuyerUnit)],
        };

    private static DrawRequest Everything() =>
        Full with
        {
            Groups = [Plain.Groups[0] with { Seats = 1 }],
            BuyerSeats = [new(Filled(3), Plain.AgentUnit), new(Filled(3), Plain.AgentUnit), new(Filled(1), Third)],
            RoomAt = Plain.DrawAt,
        };

    private static DrawRequest WithSeats(int drawn, int buyers) =>
        Plain with
        {
            Groups = [Plain.Groups[0] with { Seats = drawn }],
            BuyerSeats = [.. Enumerable.Range(1, buyers).Select(i => new BuyerSeat(Filled((byte)i), Plain.BuyerUnit))],
        };

    private static byte[] Filled(byte fill) => [.. Enumerable.Repeat(fill, 32)];
}
