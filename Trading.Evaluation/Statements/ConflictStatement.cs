using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Statements;

/// <summary>
/// Whose unit is among those that became known at the opening, as the custodian signs it: message of the first beacon
/// (52) ‖ hash of the units (32) ‖ salt (32) ‖ bytes of bits. Bit p, from the lowest of byte p ∕ 8, is set when the
/// expert of position p is on the staff of one of the units; bits behind the last position are zero. Source:
/// docs/spec/draw.md, "Statements".
/// </summary>
/// <param name="Draw">The draw's id.</param>
/// <param name="Root">The root of the commitment, 32 bytes.</param>
/// <param name="UnitsHash">Of the credit codes of the units.</param>
/// <param name="Salt">32 random bytes: two answers about the same units look different.</param>
/// <param name="Bits">One bit for each position, ⌈n ∕ 8⌉ bytes.</param>
public sealed record ConflictStatement(string Draw, byte[] Root, byte[] UnitsHash, byte[] Salt, byte[] Bits)
{
    /// <summary>Bytes of the salt.</summary>
    public const int SaltBytes = 32;

    private const int MostBits = (Custodian.PositionsMost + 7) / 8;

    /// <summary>The hash of a list of credit codes, which rise, 32 bytes.</summary>
    public static byte[] HashOf(Suite suite, IEnumerable<string> units) =>
        Tags.Hash(suite, Tags.DrawUnits, new WireWriter().List([.. units], (w, u) => w.Text(u)).ToArray());

    /// <summary>The positions that are hit, rising.</summary>
    public IEnumerable<int> Hits() =>
        Enumerable.Range(0, 8 * Bits.Length).Where(p => (Bits[p / 8] >> (p % 8) & 1) != 0);

    /// <summary>The one encoding.</summary>
    public byte[] ToBytes() =>
        new WireWriter().Fixed(DrawBeacon.Message(Draw, Root, 0)).Fixed(UnitsHash).Fixed(Salt).Bytes(Bits).ToArray();

    /// <summary>Whether it is about this draw, root and number of positions, and the custodian signed it.</summary>
    public bool Holds(LockPolicy policy, byte[] root, int positions, byte[] signature)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Roles.Custodian is { } key
            && Draw == policy.Session
            && Root.AsSpan().SequenceEqual(root)
            && Bits.Length == (positions + 7) / 8
            && Hits().All(p => p < positions)
            && SigningKey.Verify(Suite.Find(policy.Suite)!, key, Tags.DrawConflicts, ToBytes(), signature);
    }

    /// <summary>Reads a statement; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ConflictStatement statement)
    {
        statement = null!;
        try
        {
            var reader = new WireReader(bytes);
            var (draw, root, k) = (
                Convert.ToHexStringLower(reader.Fixed(Names.IdDigits / 2)),
                reader.Fixed(Suite.HashBytes),
                reader.U32()
            );
            var parsed = new ConflictStatement(
                draw,
                root,
                reader.Fixed(Suite.HashBytes),
                reader.Fixed(SaltBytes),
                reader.Bytes(MostBits)
            );
            reader.End();
            statement = parsed;
            return k == 0;
        }
        catch (WireException)
        {
            return false;
        }
    }
}
