using Trading.Crypto;
using Trading.Evaluation.Pool;

namespace Trading.Evaluation.Requests;

/// <summary>
/// The canonical bytes of a request. Printer and parser stand side by side; the parser takes well-formed requests
/// alone: what the law says of them is <see cref="RequestGates"/>'s. Source: docs/spec/draw.md, "Request".
/// </summary>
public static class DrawRequestCodec
{
    /// <summary>The version of the form.</summary>
    public const byte Version = 1;

    /// <summary>The most seats of all groups, and of the buyer.</summary>
    public const int SeatsMost = 50;

    internal const int GroupsMost = 16;
    private const int AvoidedMost = 1000;
    private const int RegionsMost = 64;
    private const int PlaceLetters = 200;
    private const int RulesLetters = 32;

    /// <summary>The canonical bytes; of a request that is not well formed an <see cref="ArgumentException"/>.</summary>
    public static byte[] ToBytes(DrawRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return IsWellFormed(request)
            ? Print(request)
            : throw new ArgumentException("The request is not well formed.", nameof(request));
    }

    /// <summary>Reads a request; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out DrawRequest request)
    {
        request = null!;
        try
        {
            var parsed = Parse(bytes);
            if (!IsWellFormed(parsed))
                return false;
            request = parsed;
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    // Of anything: tests write what a parser has to refuse.
    internal static byte[] Print(DrawRequest r) =>
        new WireWriter()
            .U8(Version)
            .U16(r.Suite)
            .Text(r.Draw)
            .Text(r.Session)
            .Text(r.Lot)
            .Text(r.Rules)
            .U16(r.RulesVersion)
            .I64(r.BudgetFen)
            .Bool(r.IsWeighty)
            .List(
                r.Groups,
                (w, g) => w.List(g.Specialities, (s, code) => s.Text(code)).U8((byte)g.Least).U8((byte)g.Seats)
            )
            .List(r.BuyerSeats, (w, b) => w.Fixed(b.Person).Text(b.Unit))
            .Text(r.BuyerUnit)
            .Text(r.AgentUnit)
            .List(r.AvoidedUnits, (w, unit) => w.Text(unit))
            .Fixed(r.PersonSaltHash)
            .List(r.AvoidedPersons, (w, person) => w.Fixed(person))
            .List(r.Regions, (w, region) => w.Text(region))
            .U8(r.ReserveDepth)
            .I64(r.DrawAt)
            .I64(r.RoomAt)
            .Text(r.Place)
            .ToArray();

    // An object initializer runs in the order in which it is written, which is the order of the bytes.
    private static DrawRequest Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        if (reader.U8() != Version)
            throw reader.Wrong("another version");
        var request = new DrawRequest
        {
            Suite = reader.U16(),
            Draw = reader.Text(Names.IdDigits),
            Session = reader.Text(Names.IdDigits),
            Lot = reader.Text(Names.LotCharacters),
            Rules = reader.Text(Letters.MostBytes(RulesLetters)),
            RulesVersion = reader.U16(),
            BudgetFen = reader.I64(),
            IsWeighty = reader.Bool(),
            Groups = reader.List(Group, GroupsMost),
            BuyerSeats = reader.List(
                (ref WireReader r) => new BuyerSeat(r.Fixed(Suite.HashBytes), Unit(ref r)),
                SeatsMost
            ),
            BuyerUnit = Unit(ref reader),
            AgentUnit = Unit(ref reader),
            AvoidedUnits = reader.List(Unit, AvoidedMost),
            PersonSaltHash = reader.Fixed(Suite.HashBytes),
            AvoidedPersons = reader.List((ref WireReader r) => r.Fixed(Suite.HashBytes), AvoidedMost),
            Regions = reader.List((ref WireReader r) => r.Text(RegionCode.Digits), RegionsMost),
            ReserveDepth = reader.U8(),
            DrawAt = reader.I64(),
            RoomAt = reader.I64(),
            Place = reader.Text(Letters.MostBytes(PlaceLetters)),
        };
        reader.End();
        return request;
    }

    private static SeatGroup Group(ref WireReader reader) =>
        new(
            reader.List((ref WireReader r) => r.Text(Speciality.MostCharacters), Speciality.MostOfOne),
            (ExpertLevel)reader.U8(),
            reader.U8()
        );

    private static string Unit(ref WireReader reader) => reader.Text(CreditCode.Characters);

    private static bool IsWellFormed(DrawRequest r) =>
        Suite.Find(r.Suite) is not null
        && Names.IsSession(r.Draw)
        && (r.Session.Length == 0 ? r.Lot.Length == 0 : Names.IsSession(r.Session))
        && (r.Lot.Length == 0 || Names.IsLot(r.Lot))
        && Letters.Fits(r.Rules, 1, RulesLetters)
        && r.BudgetFen >= 0
        && r.Groups.Count is >= 1 and <= GroupsMost
        && r.Groups.All(IsWellFormed)
        && r.DrawnSeats <= SeatsMost
        && r.BuyerSeats.Count <= SeatsMost
        && r.BuyerSeats.All(b => IsHash(b.Person) && CreditCode.IsValid(b.Unit))
        && CreditCode.IsValid(r.BuyerUnit)
        && (r.AgentUnit.Length == 0 || CreditCode.IsValid(r.AgentUnit))
        && r.AvoidedUnits.Count <= AvoidedMost
        && r.AvoidedUnits.All(CreditCode.IsValid)
        && Rises(r.AvoidedUnits, string.CompareOrdinal)
        && IsHash(r.PersonSaltHash)
        && r.AvoidedPersons.Count <= AvoidedMost
        && r.AvoidedPersons.All(IsHash)
        && Rises(r.AvoidedPersons, (a, b) => a.AsSpan().SequenceCompareTo(b))
        && r.Regions.Count <= RegionsMost
        && r.Regions.All(RegionCode.IsValid)
        && r.ReserveDepth <= SeatsMost
        && r.DrawAt is > 0 and <= LastInstant
        && r.RoomAt is > 0 and <= LastInstant
        && Letters.FitsSeen(r.Place, 1, PlaceLetters);

    private static bool IsWellFormed(SeatGroup group) =>
        group.Specialities.Count is >= 1 and <= Speciality.MostOfOne
        && group.Specialities.All(Speciality.IsValid)
        && group.Specialities.Distinct(StringComparer.Ordinal).Count() == group.Specialities.Count
        && Enum.IsDefined(group.Least)
        && group.Seats is >= 1 and <= SeatsMost;

    private static bool IsHash(byte[] bytes) => bytes.Length == Suite.HashBytes;

    private static bool Rises<T>(IReadOnlyList<T> items, Comparison<T> compare) =>
        items.Zip(items.Skip(1)).All(pair => compare(pair.First, pair.Second) < 0);

    /// <summary>
    /// The last instant of a request, 2⁵³ − 1 microseconds, in the year 2255: what reads numbers as JSON does keeps it.
    /// </summary>
    public const long LastInstant = 9_007_199_254_740_991;
}
