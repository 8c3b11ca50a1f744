using Trading.Crypto;

namespace Trading.Evaluation.Commitments;

/// <summary>
/// What trustees answer for one record, each sealed to the office that opens it: gateway or gate.
/// Source: docs/spec/draw.md, "Shares of a record".
/// </summary>
public static class RecordShares
{
    private const byte NameSubject = 3;
    private const byte ContactSubject = 4;
    private const int MostAnswerBytes = 4096;

    /// <summary>What trustees are asked: 03 for a name, 04 for a contact (1) ‖ position (4).</summary>
    public static byte[] Subject(RecordKind kind, int position) =>
        new WireWriter().U8(kind == RecordKind.Name ? NameSubject : ContactSubject).U32((uint)position).ToArray();

    /// <summary>What the box with a share is for: lock id (32) ‖ subject.</summary>
    public static byte[] Info(LockCertificate certificate, RecordKind kind, int position)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return [.. certificate.LockId, .. Subject(kind, position)];
    }

    /// <summary>
    /// The point that opens a record, from trustees' messages (bytes subject ‖ bytes box). Null where fewer than t of
    /// them are for this record, open under the secret and hold against the certificate; whatever is none of these is
    /// left out.
    /// </summary>
    /// <param name="opening">Of <see cref="OpenRecord.Opening"/>.</param>
    /// <param name="certificate">The lock's.</param>
    /// <param name="kind">Which record.</param>
    /// <param name="position">Of which position.</param>
    /// <param name="secret">The office's static key.</param>
    /// <param name="messages">As the platform hands them over.</param>
    /// <param name="entropy">For the multiplication by a secret.</param>
    public static Point? Combine(
        PartialOpening opening,
        LockCertificate certificate,
        RecordKind kind,
        int position,
        Scalar secret,
        IEnumerable<byte[]> messages,
        Entropy entropy
    )
    {
        ArgumentNullException.ThrowIfNull(opening);
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(messages);
        var (suite, info, subject) = (certificate.Suite, Info(certificate, kind, position), Subject(kind, position));
        var batches = new List<PartialBatch>();
        foreach (var message in messages)
            if (
                TryBox(message, subject) is { } box
                && SealedBox.Open(suite, secret, Tags.DrawShare, info, box, entropy) is { } plain
                && PartialBatch.TryParse(suite, plain, out var batch)
            )
                batches.Add(batch!);
        return opening.Combine(batches).Shared is { } shared ? shared[0] : null;
    }

    private static byte[]? TryBox(byte[] message, byte[] subject)
    {
        try
        {
            var reader = new WireReader(message);
            var isIt = reader.Bytes(subject.Length).AsSpan().SequenceEqual(subject);
            var box = reader.Bytes(MostAnswerBytes);
            reader.End();
            return isIt ? box : null;
        }
        catch (WireException)
        {
            return null;
        }
    }
}
