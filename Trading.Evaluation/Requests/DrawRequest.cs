using Trading.Crypto;

namespace Trading.Evaluation.Requests;

/// <summary>
/// What host or agent asks for before a draw: public, and fixed by its canonical bytes (<see
/// cref="DrawRequestCodec"/>), whose hash stands in the policies of the three locks and in the commitment. Source:
/// docs/spec/draw.md, "Request".
/// </summary>
public sealed record DrawRequest
{
    /// <summary>The suite of every hash and lock of the draw.</summary>
    public required ushort Suite { get; init; }

    /// <summary>
    /// The draw's own id, 32 lower-case hexadecimal digits: policies and the beacon's message name it as their session.
    /// </summary>
    public required string Draw { get; init; }

    /// <summary>The session whose bids the committee evaluates; empty where it was not opened here.</summary>
    public required string Session { get; init; }

    /// <summary>
    /// The lot whose committee is drawn: 1 to 16 of a–z, 0–9 and '-'; empty for all lots, and without a session.
    /// </summary>
    public required string Lot { get; init; }

    /// <summary>Id of the rules (<see cref="DrawRules"/>) that it is made under.</summary>
    public required string Rules { get; init; }

    /// <summary>Version of these rules.</summary>
    public required ushort RulesVersion { get; init; }

    /// <summary>The budget in fen.</summary>
    public required long BudgetFen { get; init; }

    /// <summary>Technically complex, or of high social impact: more members.</summary>
    public required bool IsWeighty { get; init; }

    /// <summary>Kinds of seats that are drawn, 1–16.</summary>
    public required IReadOnlyList<SeatGroup> Groups { get; init; }

    /// <summary>Seats that the buyer fills.</summary>
    public required IReadOnlyList<BuyerSeat> BuyerSeats { get; init; }

    /// <summary>Credit code of the tenderer or buyer, whose staff sit as its representatives alone.</summary>
    public required string BuyerUnit { get; init; }

    /// <summary>Credit code of the agent, whose staff never sit; empty where there is none.</summary>
    public required string AgentUnit { get; init; }

    /// <summary>Credit codes of further units whose staff are avoided, at most 1,000, in ascending order.</summary>
    public required IReadOnlyList<string> AvoidedUnits { get; init; }

    /// <summary>Hash of the salt of all person hashes (<see cref="PersonHash.OfSalt"/>).</summary>
    public required byte[] PersonSaltHash { get; init; }

    /// <summary>Hashes of persons who are avoided, at most 1,000, in ascending order.</summary>
    public required IReadOnlyList<byte[]> AvoidedPersons { get; init; }

    /// <summary>Regions that experts may come from, at most 64; none: from everywhere.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>How many more than its seats each group has to have before it is drawn, 0–50.</summary>
    public required byte ReserveDepth { get; init; }

    /// <summary>t_draw, UTC microseconds: no trustee answers before.</summary>
    public required long DrawAt { get; init; }

    /// <summary>When the room opens, UTC microseconds.</summary>
    public required long RoomAt { get; init; }

    /// <summary>Where experts report, 1–200 letters.</summary>
    public required string Place { get; init; }

    /// <summary>Seats that are drawn.</summary>
    public int DrawnSeats => Groups.Sum(g => g.Seats);

    /// <summary>Members of the committee.</summary>
    public int Members => DrawnSeats + BuyerSeats.Count;

    /// <summary>The day of the draw in Beijing.</summary>
    public DateOnly Day => DateOnly.FromDayNumber(EpochDay + (int)((DrawAt / 1_000_000 + BeijingSeconds) / 86_400));

    /// <summary>Whether staff of that unit may not be drawn.</summary>
    public bool Avoids(string unit) =>
        unit.Length > 0 && (unit == BuyerUnit || unit == AgentUnit || AvoidedUnits.Contains(unit));

    /// <summary>The hash of the canonical bytes, 32 bytes.</summary>
    public byte[] Hash() =>
        Tags.Hash(Trading.Crypto.Suite.Find(Suite)!, Tags.DrawRequest, DrawRequestCodec.ToBytes(this));

    // 1970-01-01 as days since 0001-01-01.
    private const int EpochDay = 719_162;
    private const long BeijingSeconds = 8 * 3600;
}
