using Trading.Crypto;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Statements;

/// <summary>What a gateway or a gate tells of one position.</summary>
public enum PositionOutcome : byte
{
    /// <summary>The gateway reached the expert, who will come.</summary>
    Confirmed = 1,

    /// <summary>The gateway reached the expert, who will not come.</summary>
    Declined = 2,

    /// <summary>The gateway rang and nobody answered.</summary>
    Silent = 3,

    /// <summary>
    /// The gateway could not ring: its provider is out of reach. The position stays, and one of the others follows.
    /// </summary>
    Unreached = 4,

    /// <summary>
    /// Somebody stands at the gate and says to be the expert of the position: its name record is wanted.
    /// </summary>
    Presented = 11,

    /// <summary>The record opened, and what it holds is the row that was committed to.</summary>
    Arrived = 12,

    /// <summary>The expert declares a reason for avoidance at the gate.</summary>
    Avoids = 13,

    /// <summary>The expert leaves the place.</summary>
    Left = 14,

    /// <summary>The expert is back.</summary>
    Back = 15,

    /// <summary>The record was not opened: a wrong code, or no answer. Whoever comes next need not wait.</summary>
    Unopened = 16,
}

/// <summary>
/// One fact about one position, as the gateway or the gate signs it: message of the beacon (52) ‖ position (4) ‖
/// outcome (1). Source: docs/spec/draw.md, "Statements".
/// </summary>
/// <param name="Draw">The draw's id.</param>
/// <param name="Root">The root of the commitment, 32 bytes.</param>
/// <param name="K">The number of the draw.</param>
/// <param name="Position">The position.</param>
/// <param name="Outcome">The fact.</param>
public sealed record PositionStatement(string Draw, byte[] Root, uint K, int Position, PositionOutcome Outcome)
{
    private const int MessageBytes = 52;

    /// <summary>Bytes of a statement.</summary>
    public const int Bytes = MessageBytes + 4 + 1;

    /// <summary>Whether the gateway tells such an outcome; else the gate does.</summary>
    public static bool IsGateways(PositionOutcome outcome) =>
        outcome
            is PositionOutcome.Confirmed
                or PositionOutcome.Declined
                or PositionOutcome.Silent
                or PositionOutcome.Unreached;

    /// <summary>Whether the position drops out with it.</summary>
    public static bool Drops(PositionOutcome outcome) =>
        outcome is PositionOutcome.Declined or PositionOutcome.Silent or PositionOutcome.Avoids;

    /// <summary>Whether it takes or frees the door alone: it says nothing of where the expert is.</summary>
    public static bool IsOfDoor(PositionOutcome outcome) =>
        outcome is PositionOutcome.Presented or PositionOutcome.Unopened;

    /// <summary>The tag under which the outcome is signed.</summary>
    public static string TagOf(PositionOutcome outcome) => IsGateways(outcome) ? Tags.DrawNotice : Tags.DrawArrival;

    /// <summary>The one encoding.</summary>
    public byte[] ToBytes() =>
        new WireWriter().Fixed(DrawBeacon.Message(Draw, Root, K)).U32((uint)Position).U8((byte)Outcome).ToArray();

    /// <summary>Signs it.</summary>
    public byte[] Sign(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Sign(TagOf(Outcome), ToBytes());
    }

    /// <summary>
    /// Whether the statement is about this draw, root and k, and was signed by the office that the policy names for
    /// such an outcome.
    /// </summary>
    public bool Holds(LockPolicy policy, byte[] root, uint k, byte[] signature)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var key = IsGateways(Outcome) ? policy.Roles.Gateway : policy.Roles.Gate;
        return key is not null && Holds(Suite.Find(policy.Suite)!, key, policy.Session, root, k, signature);
    }

    /// <summary>Whether the statement is about this draw, root and k, and that key signed it.</summary>
    public bool Holds(Suite suite, byte[] key, string draw, byte[] root, uint k, byte[] signature) =>
        Draw == draw
        && K == k
        && Root.AsSpan().SequenceEqual(root)
        && SigningKey.Verify(suite, key, TagOf(Outcome), ToBytes(), signature);

    /// <summary>Reads a statement; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out PositionStatement statement)
    {
        statement = null!;
        try
        {
            var reader = new WireReader(bytes);
            var parsed = new PositionStatement(
                Convert.ToHexStringLower(reader.Fixed(Names.IdDigits / 2)),
                reader.Fixed(Suite.HashBytes),
                reader.U32(),
                (int)reader.U32(),
                (PositionOutcome)reader.U8()
            );
            reader.End();
            statement = parsed;
            return parsed.Position >= 0 && Enum.IsDefined(parsed.Outcome);
        }
        catch (WireException)
        {
            return false;
        }
    }
}
