using Trading.Crypto;

namespace Trading.Flow.Tests.Secrets;

/// <summary>
/// What anybody with ciphertexts and some scalars can do: interpolate at zero, multiply, derive, open. No check stands
/// in the way.
/// </summary>
internal static class Attempt
{
    /// <summary>The content of section 0, or null when these shares give no key that opens it.</summary>
    public static byte[]? Open(Sealed bid, LockCertificate certificate, params (int Trustee, Scalar Share)[] shares)
    {
        var (suite, header) = (Suite.P256, bid.Envelope.Signed.Header);
        Assert.True(suite.Group.TryDecode(header.Encapsulated, out var encapsulated));
        var shared = Interpolate(suite.Group, encapsulated, shares);
        if (!EnvelopeOpener.TryOpen(header, shared, certificate.GroupKey, null, out var opener, out _))
            return null;
        var ciphertext = bid.Parts().Where(p => p.Section == 0).SelectMany(p => p.Octets).ToArray();
        return opener.OpenRecord(ciphertext, out var content) == OpeningFault.None ? content : null;
    }

    private static Point Interpolate(Group group, Point encapsulated, (int Trustee, Scalar Share)[] shares)
    {
        var secret = shares
            .Select(s => group.Multiply(s.Share, AtZero(group, s.Trustee, shares.Select(o => o.Trustee))))
            .Aggregate(group.Add);
        return group.MultiplySecret(secret, encapsulated, Entropy.System);
    }

    // Lagrange's coefficient of one place: the product of j / (j − i) over the others.
    private static Scalar AtZero(Group group, int own, IEnumerable<int> places) =>
        places
            .Where(j => j != own)
            .Select(j => group.Multiply(Scalar.From((uint)j), group.Invert(Minus(group, j, own))))
            .Aggregate(Scalar.From(1), group.Multiply);

    private static Scalar Minus(Group group, int a, int b) =>
        group.Add(Scalar.From((uint)a), group.Negate(Scalar.From((uint)b)));
}

/// <summary>Randomness that is written down, so that what was derived from it can be derived again.</summary>
internal sealed class RecordedEntropy : Entropy
{
    private readonly Queue<byte> written = new();
    private bool replays;

    /// <summary>From here on the same bytes come again.</summary>
    public RecordedEntropy Rewind()
    {
        replays = true;
        return this;
    }

    public override void Fill(Span<byte> destination)
    {
        if (!replays)
            System.Fill(destination);
        foreach (ref var octet in destination)
        {
            if (replays)
                octet = written.Dequeue();
            else
                written.Enqueue(octet);
        }
    }
}
