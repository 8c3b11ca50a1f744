using System.Text;

namespace Trading.Crypto;

/// <summary>
/// A value of 32 bytes that a message and a lock fix together, so that nobody chooses it, and that nobody knows before
/// t trustees have answered. α is the tagged message, P its point on the curve, a trustee's answer xᵢ·P with its proof,
/// the value a hash of α and x·P. Any t answers give the same value: who answers last, or not at all, decides nothing.
/// Answers are batches of one point (<see cref="PartialBatch"/>), made, checked and combined by <see cref="Opening"/>.
/// The lock serves beacons alone: under a lock that opens lists, a list that holds P would give the value away early.
/// Source: docs/spec/draw.md, "Beacon".
/// </summary>
public sealed class Beacon
{
    private readonly Suite suite;
    private readonly byte[] alpha;

    /// <summary>
    /// The beacon of a message, which is public and of any length. Who may choose bytes of it must have done so before
    /// anybody answers.
    /// </summary>
    public Beacon(Suite suite, ReadOnlySpan<byte> message)
    {
        this.suite = suite;
        alpha = Tags.Join(Tags.Beacon, message.ToArray());
        Point = HashToCurve.Of(suite, alpha, Encoding.ASCII.GetBytes($"{Tags.Beacon} with {suite.HashToCurveId}"));
    }

    /// <summary>P, which trustees multiply by their shares.</summary>
    public Point Point { get; }

    /// <summary>
    /// How trustees answer, and how answers are checked and combined, under a lock of threshold t with the verification
    /// shares Y₁…Yₙ; see <see cref="PartialOpening"/> for what is refused. Every proof names the lock by its
    /// id (32 bytes, else an <see cref="ArgumentException"/>) and α by its hash.
    /// </summary>
    public PartialOpening Opening(int threshold, IReadOnlyList<Point> verificationShares, ReadOnlySpan<byte> lockId) =>
        lockId.Length == Suite.HashBytes
            ? new PartialOpening(suite, threshold, verificationShares, [Point], [.. lockId, .. suite.Hash(alpha)])
            : throw new ArgumentException($"A lock id of {lockId.Length} bytes.", nameof(lockId));

    /// <summary>
    /// The value, 32 bytes, from x·P as <see cref="PartialOpening.Combine"/> gives it. Nothing is checked here: another
    /// point gives another value. The identity is an <see cref="InvalidOperationException"/>.
    /// </summary>
    public byte[] ValueOf(Point shared) => Tags.Hash(suite, Tags.BeaconValue, alpha, shared.Encode());

    /// <summary>
    /// All of 0 … places − 1 in the order that a value (32 bytes) fixes, the first first. Another length or a negative
    /// number of places is an <see cref="ArgumentException"/>. Source: docs/spec/draw.md, "Permutation".
    /// </summary>
    public static int[] Order(Suite suite, ReadOnlySpan<byte> value, int places) =>
        value.Length == Suite.HashBytes
            ? Permutation.Draw(suite, value, Tags.BeaconOrder, places, places)
            : throw new ArgumentException($"A value of {value.Length} bytes.", nameof(value));
}
