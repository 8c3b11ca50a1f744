using Trading.Crypto;
using Trading.Evaluation.Commitments;

namespace Trading.Evaluation.Releases;

/// <summary>
/// What trustees answer for one record, each sealed to the office that opens it: gateway or gate.
/// Source: docs/spec/draw.md, "Shares of a record".
/// </summary>
public static class RecordShares
{
    /// <summary>What trustees are asked for one record.</summary>
    public static DrawSubject Subject(RecordKind kind, int position) =>
        kind == RecordKind.Name ? DrawSubject.Name(position) : DrawSubject.Contact(position);

    /// <summary>What the box with a share is for: lock id (32) ‖ subject.</summary>
    public static byte[] Info(LockCertificate certificate, RecordKind kind, int position)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return [.. certificate.LockId, .. Subject(kind, position).ToBytes()];
    }

    /// <summary>
    /// The point that opens a record, from trustees' boxes. Null where fewer than t of
    /// them open under the secret for this record and hold against the certificate; whatever does not is
    /// left out.
    /// </summary>
    /// <param name="opening">Of <see cref="OpenRecord.Opening"/>.</param>
    /// <param name="certificate">The lock's.</param>
    /// <param name="kind">Which record.</param>
    /// <param name="position">Of which position.</param>
    /// <param name="secret">The office's static key.</param>
    /// <param name="boxes">As the platform hands them over.</param>
    /// <param name="entropy">For the multiplication by a secret.</param>
    public static Point? Combine(
        PartialOpening opening,
        LockCertificate certificate,
        RecordKind kind,
        int position,
        Scalar secret,
        IEnumerable<byte[]> boxes,
        Entropy entropy
    )
    {
        ArgumentNullException.ThrowIfNull(opening);
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(boxes);
        var (suite, info) = (certificate.Suite, Info(certificate, kind, position));
        var batches = new List<PartialBatch>();
        foreach (var box in boxes)
            if (
                SealedBox.Open(suite, secret, Tags.DrawShare, info, box, entropy) is { } plain
                && PartialBatch.TryParse(suite, plain, out var batch)
            )
                batches.Add(batch!);
        return opening.Combine(batches).Shared is { } shared ? shared[0] : null;
    }
}
