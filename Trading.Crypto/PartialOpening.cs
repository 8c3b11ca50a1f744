using System.Text;

namespace Trading.Crypto;

/// <summary>
/// Why a trustee's batch is refused. The whole batch is: its one proof speaks for all points or for none.
/// </summary>
public enum PartialFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The lock has no trustee of that index.</summary>
    UnknownTrustee,

    /// <summary>There are not as many partials as points.</summary>
    WrongCount,

    /// <summary>
    /// The proof does not show that every partial comes from this trustee's share, this list and this info.
    /// </summary>
    WrongProof,
}

/// <summary>
/// The outcome of a combination: the shared points in the list's order, or null where fewer than t batches are right;
/// the trustees whose partials were used; and every refused batch, named.
/// </summary>
public sealed record PartialCombination(
    Point[]? Shared,
    int[] Used,
    IReadOnlyList<(int Trustee, PartialFault Fault)> Refused
);

/// <summary>
/// Opening one list of points under one lock, t of n: trustees answer with <see cref="Open"/>, anyone checks with
/// <see cref="Check"/> and combines with <see cref="Combine"/>. The info (lock id ‖ hash of the frozen list, or of a
/// <see cref="Beacon"/>'s message) goes into every proof, so that a batch is worth nothing under another lock or for
/// another list. Not thread-safe for writing, free of state otherwise.
/// Source: docs/spec/lock.md, "Partial openings"; RFC 9497, section 2.2.
/// </summary>
public sealed class PartialOpening
{
    private readonly Suite suite;
    private readonly int threshold;
    private readonly Point[] verificationShares;
    private readonly Point[] points;
    private readonly byte[] info;

    /// <summary>
    /// A list of 1 to 65,536 points (none the identity) under a lock of threshold 1 ≤ t ≤ n with the verification
    /// shares Y₁…Yₙ. Anything else is an <see cref="ArgumentException"/>.
    /// </summary>
    public PartialOpening(
        Suite suite,
        int threshold,
        IReadOnlyList<Point> verificationShares,
        IReadOnlyList<Point> points,
        ReadOnlySpan<byte> info
    )
    {
        if (threshold < 1 || threshold > verificationShares.Count)
            throw new ArgumentException($"{threshold} of {verificationShares.Count}.", nameof(threshold));
        if (points.Count is 0 or > PartialBatch.PointsMost)
            throw new ArgumentException($"A list of {points.Count} points.", nameof(points));
        if (points.Any(point => point.IsIdentity))
            throw new ArgumentException("The identity is in the list.", nameof(points));
        (this.suite, this.threshold, this.info) = (suite, threshold, info.ToArray());
        (this.verificationShares, this.points) = ([.. verificationShares], [.. points]);
    }

    /// <summary>
    /// A trustee's partials of all points and their proof. The share must be the one behind the trustee's verification
    /// share: another is an <see cref="InvalidOperationException"/>, because it means that the trustee's state is
    /// damaged or of another lock.
    /// </summary>
    public PartialBatch Open(int trustee, Scalar share, Entropy entropy)
    {
        var products = suite.Group.MultiplySecret(share, [suite.Group.Generator, .. points], entropy);
        if (products[0] != verificationShares[trustee - 1])
            throw new InvalidOperationException($"The share is not trustee {trustee}'s under this lock.");
        var partials = products[1..];
        var nonce = Nonce(trustee, share, partials, entropy);
        var proof = Proof(trustee).Prove(share, verificationShares[trustee - 1], points, partials, nonce, entropy);
        return new PartialBatch(trustee, partials, proof);
    }

    /// <summary>Checks a batch against its trustee's verification share.</summary>
    public PartialFault Check(PartialBatch batch)
    {
        if (batch.Trustee < 1 || batch.Trustee > verificationShares.Length)
            return PartialFault.UnknownTrustee;
        if (batch.Partials.Length != points.Length)
            return PartialFault.WrongCount;
        return Proof(batch.Trustee).Verify(verificationShares[batch.Trustee - 1], points, batch.Partials, batch.Proof)
            ? PartialFault.None
            : PartialFault.WrongProof;
    }

    /// <summary>
    /// Checks every batch, names the wrong ones, and combines the first t trustees that are right. A second batch of
    /// one trustee changes nothing.
    /// </summary>
    public PartialCombination Combine(IEnumerable<PartialBatch> batches)
    {
        var right = new List<PartialBatch>();
        var refused = new List<(int, PartialFault)>();
        foreach (var batch in batches)
        {
            if (Check(batch) is var fault && fault != PartialFault.None)
                refused.Add((batch.Trustee, fault));
            else if (right.All(other => other.Trustee != batch.Trustee))
                right.Add(batch);
        }
        var used = right.Take(threshold).ToArray();
        var shared = used.Length < threshold ? null : CombineChecked(used);
        return new PartialCombination(shared, shared is null ? [] : [.. used.Select(batch => batch.Trustee)], refused);
    }

    /// <summary>
    /// x·Rⱼ for every j from exactly t batches of different trustees that <see cref="Check"/> has accepted: Σ
    /// λᵢ·(xᵢ·Rⱼ). Another number of them, or a trustee twice, is an <see cref="ArgumentException"/>; unchecked ones
    /// give wrong points.
    /// </summary>
    public Point[] CombineChecked(IReadOnlyList<PartialBatch> batches) =>
        Combine(batches, static batch => batch.Partials);

    /// <summary>
    /// The same for point <paramref name="index"/> of the list alone (from 0): its cost does not grow with the list.
    /// </summary>
    public Point CombineChecked(IReadOnlyList<PartialBatch> batches, int index) =>
        Combine(batches, batch => [batch.Partials[index]])[0];

    private Point[] Combine(IReadOnlyList<PartialBatch> batches, Func<PartialBatch, Point[]> partials)
    {
        var trustees = batches.Select(batch => batch.Trustee).ToArray();
        if (trustees.Length != threshold || trustees.Distinct().Count() != threshold)
            throw new ArgumentException(
                $"Batches of trustees {string.Join(", ", trustees)} where {threshold} different ones are needed.",
                nameof(batches)
            );
        var (numerators, denominator) = Lagrange.AtZero(suite.Group, trustees);
        var sums = suite.Group.MultiplySumEach(numerators, [.. batches.Select(partials)]);
        return denominator == Scalar.From(1)
            ? sums
            : suite.Group.MultiplySumEach([suite.Group.Invert(denominator)], [sums]);
    }

    /// <summary>
    /// The proof system under our own context string, which binds the suite, the trustee's index and the info.
    /// </summary>
    private Dleq Proof(int trustee) =>
        new(
            suite,
            [.. Encoding.ASCII.GetBytes(Tags.Partial), .. Tags.Hash(suite, Tags.Partial, Header(trustee), info)]
        );

    private byte[] Header(int trustee) => new WireWriter().U16(suite.Id).U16((ushort)trustee).ToArray();

    /// <summary>
    /// The proof's nonce from fresh random bytes and from the share and everything the proof speaks of: were the
    /// generator broken, two different proofs would still not share a nonce, which would give the share away.
    /// </summary>
    private Scalar Nonce(int trustee, Scalar share, Point[] partials, Entropy entropy)
    {
        Span<byte> random = stackalloc byte[Suite.HashBytes];
        entropy.Fill(random);
        var secret = share.Encode();
        var key = suite.HkdfExtract(random, secret);
        var spoken = new WireWriter().Bytes(info);
        foreach (var point in points.Concat(partials))
            spoken.Fixed(point.EncodeCompressed());
        var wide = suite.HkdfExpand(key, Tags.Hash(suite, Tags.PartialNonce, Header(trustee), spoken.ToArray()), 48);
        var nonce = suite.Group.Reduce(wide);
        random.Clear();
        Array.Clear(secret);
        Array.Clear(key);
        Array.Clear(wide);
        return nonce;
    }
}
