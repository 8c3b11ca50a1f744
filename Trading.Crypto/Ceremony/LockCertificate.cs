namespace Trading.Crypto;

/// <summary>
/// Proof that n trustees made this lock: the transcript, all commitments of round 0, and all n signatures. Who holds
/// the trustees' keys from elsewhere and the policy's bytes checks it offline with <see cref="Verify"/> before
/// encrypting anything to <see cref="GroupKey"/>. Bytes: suite (2) ‖ length of transcript (4) ‖ transcript ‖ n ×
/// commitment (32) ‖ n × signature (65).
/// Source: docs/spec/lock.md, "Lock certificate".
/// </summary>
public sealed class LockCertificate
{
    private const int ExtensionBytes = 3 * Suite.HashBytes;

    private readonly LockTranscript parts;
    private readonly byte[][] commitments;
    private readonly byte[][] signatures;

    private LockCertificate(LockTranscript parts, byte[][] commitments, byte[][] signatures)
    {
        (this.parts, this.commitments, this.signatures) = (parts, commitments, signatures);
        var sum = Polynomial.Sum(Suite.Group, [.. parts.Messages.Select(message => message.Commitment)]);
        GroupKey = sum[0];
        VerificationShares =
        [
            .. Enumerable.Range(1, Count).Select(i => Polynomial.EvaluateCommitment(Suite.Group, sum, i)),
        ];
        LockId = Tags.Hash(Suite, Tags.Lock, parts.Bytes);
    }

    /// <summary>The trustees' commitments of round 0, 32 bytes each, in the policy's order.</summary>
    public IReadOnlyList<byte[]> Commitments => commitments;

    /// <summary>The trustees' signatures over the transcript, 65 bytes each, in the policy's order.</summary>
    public IReadOnlyList<byte[]> Signatures => signatures;

    /// <summary>The suite of the lock.</summary>
    public Suite Suite => parts.Suite;

    /// <summary>How many trustees open: t.</summary>
    public int Threshold => parts.Threshold;

    /// <summary>How many trustees there are: n.</summary>
    public int Count => parts.StaticKeys.Length;

    /// <summary>Hash of the policy that the trustees signed, 32 bytes.</summary>
    public byte[] PolicyHash => parts.Extension[..Suite.HashBytes];

    /// <summary>The canonical transcript that all trustees signed.</summary>
    public byte[] Transcript => parts.Bytes;

    /// <summary>Identifier of the lock, 32 bytes: tagged hash of the transcript.</summary>
    public byte[] LockId { get; }

    /// <summary>The point that envelopes are sealed to.</summary>
    public Point GroupKey { get; }

    /// <summary>Y₁…Yₙ, against which partial openings are checked.</summary>
    public Point[] VerificationShares { get; }

    /// <summary>
    /// Assembles and verifies a certificate from everything that went through the coordinator; a trustee and the
    /// platform do the same. On failure the certificate is null and the failure names the trustee whose message or
    /// signature shows it.
    /// </summary>
    public static CeremonyFailure TryAssemble(
        CeremonyParameters parameters,
        IReadOnlyList<byte[]> commitments,
        IReadOnlyList<byte[]> messages,
        IReadOnlyList<byte[]> signatures,
        out LockCertificate? certificate
    )
    {
        certificate = null;
        if (signatures.Count != parameters.Count)
            return new CeremonyFailure(CeremonyFault.WrongCount, 0);
        var failure = CeremonyView.TryRead(parameters, commitments, messages, out var view);
        if (failure.Failed)
            return failure;
        if (!LockTranscript.TryParse(parameters.Suite, view!.Transcript, out var parts))
            return new CeremonyFailure(CeremonyFault.Inconsistent, 0);
        var assembled = new LockCertificate(parts!, [.. commitments], [.. signatures]);
        failure = assembled.Verify(parameters);
        if (!failure.Failed)
            certificate = assembled;
        return failure;
    }

    /// <summary>
    /// Checks everything: the transcript is the one of these keys, this threshold and this policy; the extension holds
    /// the policy's hash and the commitments'; every proof of possession; all n signatures. The default value is
    /// success.
    /// </summary>
    public CeremonyFailure Verify(CeremonyParameters parameters)
    {
        if (
            Suite.Id != parameters.Suite.Id
            || Count != parameters.Count
            || commitments.Length != Count
            || signatures.Length != Count
        )
            return new CeremonyFailure(CeremonyFault.WrongTranscript, 0);
        var extension = CeremonyView.Extension(parameters, commitments, parts.Extension.AsSpan(2 * Suite.HashBytes));
        if (!CeremonyView.MakeTranscript(parameters, parts.Messages, extension).AsSpan().SequenceEqual(parts.Bytes))
            return new CeremonyFailure(CeremonyFault.WrongTranscript, 0);
        if (GroupKey.IsIdentity || VerificationShares.Any(share => share.IsIdentity))
            return new CeremonyFailure(CeremonyFault.Inconsistent, 0);
        var schnorr = new Schnorr(Suite);
        for (var j = 1; j <= Count; j++)
        {
            var (commitment, possession, ephemeral) = parts.Messages[j - 1];
            if (
                !schnorr.Verify(
                    commitment[0],
                    CeremonyMessage.PossessionText(parameters, commitment, ephemeral),
                    possession
                )
            )
                return new CeremonyFailure(CeremonyFault.InvalidPossession, j);
            if (!schnorr.Verify(parameters.StaticKeys[j - 1], parts.Bytes, signatures[j - 1]))
                return new CeremonyFailure(CeremonyFault.WrongSignature, j);
        }
        return CeremonyFailure.None;
    }

    /// <summary>The one encoding of this certificate.</summary>
    public byte[] ToBytes()
    {
        var writer = new WireWriter().U16(Suite.Id).Bytes(parts.Bytes);
        foreach (var commitment in commitments)
            writer.Fixed(commitment);
        foreach (var signature in signatures)
            writer.Fixed(signature);
        return writer.ToArray();
    }

    /// <summary>
    /// Reads a certificate without judging it; false for anything that <see cref="ToBytes"/> would not print.
    /// <see cref="Verify"/> judges.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out LockCertificate? certificate)
    {
        certificate = null;
        try
        {
            var reader = new WireReader(bytes);
            if (Suite.Find(reader.U16()) is not { } suite)
                return false;
            if (!LockTranscript.TryParse(suite, reader.Bytes(LockTranscript.BytesMost), out var parts))
                return false;
            if (parts!.Extension.Length != ExtensionBytes)
                return false;
            var commitments = new byte[parts.StaticKeys.Length][];
            foreach (ref var commitment in commitments.AsSpan())
                commitment = reader.Fixed(Suite.HashBytes);
            var signatures = new byte[commitments.Length][];
            foreach (ref var signature in signatures.AsSpan())
                signature = reader.Fixed(Schnorr.SignatureBytes);
            reader.End();
            certificate = new LockCertificate(parts, commitments, signatures);
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }
}
