using System.Diagnostics.CodeAnalysis;

namespace Trading.Crypto;

/// <summary>
/// The statement that a submission shall not be opened, 235 bytes: magic "BLW1" 4 · suite 2 · lock id 32 · context hash
/// 32 · submission id 16 · pseudonym 16 · revision 4 (one more than the newest that it withdraws) · submission key 65 ·
/// signature 64 over tag and everything before.
/// Source: docs/spec/envelope.md, "Withdrawal".
/// </summary>
public sealed class Withdrawal
{
    /// <summary>Bytes of a withdrawal.</summary>
    public const int TotalBytes =
        4 + 2 + 2 * Suite.HashBytes + 2 * EnvelopeHeader.IdBytes + 4 + SignedHeader.TrailerBytes;

    // Two places of the layout, for whoever reads them alone: Statement.
    internal const int IdOffset = 4 + 2 + 2 * Suite.HashBytes;
    internal const int RevisionOffset = IdOffset + 2 * EnvelopeHeader.IdBytes;

    private Withdrawal(
        Suite suite,
        byte[] lockId,
        byte[] contextHash,
        byte[] submissionId,
        byte[] submissionKey,
        uint revision,
        byte[] bytes
    )
    {
        (Suite, LockId, ContextHash, SubmissionId, SubmissionKey, Revision, Bytes) = (
            suite,
            lockId,
            contextHash,
            submissionId,
            submissionKey,
            revision,
            bytes
        );
        (Pseudonym, EntryHash) = (SignedHeader.PseudonymOf(suite, submissionKey), Tags.Hash(suite, Tags.Entry, bytes));
    }

    internal static ReadOnlySpan<byte> Magic => "BLW1"u8;

    /// <summary>The suite.</summary>
    public Suite Suite { get; }

    /// <summary>Identifier of the lock, 32 bytes.</summary>
    public byte[] LockId { get; }

    /// <summary>Hash of the context, 32 bytes.</summary>
    public byte[] ContextHash { get; }

    /// <summary>The submission that is withdrawn, 16 bytes.</summary>
    public byte[] SubmissionId { get; }

    /// <summary>The submission public key, 65 bytes.</summary>
    public byte[] SubmissionKey { get; }

    /// <summary>The submission's pseudonym, 16 bytes.</summary>
    public byte[] Pseudonym { get; }

    /// <summary>One more than the newest revision that it withdraws.</summary>
    public uint Revision { get; }

    /// <summary>The statement's bytes: the entry of an intake log.</summary>
    public byte[] Bytes { get; }

    /// <summary>Tagged hash of <see cref="Bytes"/>, 32 bytes.</summary>
    public byte[] EntryHash { get; }

    /// <summary>
    /// Makes and signs a withdrawal. Identifiers of a wrong length are an <see cref="ArgumentException"/>.
    /// </summary>
    public static Withdrawal Sign(SigningKey key, byte[] lockId, byte[] contextHash, byte[] submissionId, uint revision)
    {
        var suite = key.Suite;
        var signed = new WireWriter()
            .Fixed(Magic)
            .U16(suite.Id)
            .Fixed(lockId)
            .Fixed(contextHash)
            .Fixed(submissionId)
            .Fixed(SignedHeader.PseudonymOf(suite, key.PublicPoint))
            .U32(revision)
            .Fixed(key.PublicPoint)
            .ToArray();
        byte[] bytes = [.. signed, .. key.Sign(Tags.Withdrawal, signed)];
        var wellFormed =
            lockId.Length == Suite.HashBytes
            && contextHash.Length == Suite.HashBytes
            && submissionId.Length == EnvelopeHeader.IdBytes
            && revision != 0;
        return wellFormed
            ? new Withdrawal(suite, lockId, contextHash, submissionId, key.PublicPoint, revision, bytes)
            : throw new ArgumentException("No withdrawal has identifiers of these lengths, or revision 0.");
    }

    /// <summary>
    /// Reads exactly a withdrawal and checks pseudonym and signature; <paramref name="fault"/> says what is wrong.
    /// </summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out Withdrawal? withdrawal,
        out HeaderFault fault
    )
    {
        withdrawal = null;
        fault = bytes.Length.CompareTo(TotalBytes) switch
        {
            < 0 => HeaderFault.Truncated,
            > 0 => HeaderFault.TrailingBytes,
            _ => HeaderFault.None,
        };
        if (fault != HeaderFault.None)
            return false;
        var reader = new WireReader(bytes);
        if (!reader.Fixed(Magic.Length).AsSpan().SequenceEqual(Magic))
            fault = HeaderFault.BadMagic;
        else if (Suite.Find(reader.U16()) is not { } suite)
            fault = HeaderFault.UnknownSuite;
        else
            fault = ReadFields(suite, bytes, ref reader, out withdrawal);
        if (fault != HeaderFault.None)
            withdrawal = null;
        return withdrawal is not null;
    }

    /// <summary>
    /// Whether this withdrawal belongs to a lock in a context: WrongSuite, WrongLock, WrongContext or None.
    /// </summary>
    public HeaderFault CheckBinding(Suite suite, ReadOnlySpan<byte> lockId, ReadOnlySpan<byte> contextHash)
    {
        if (Suite.Id != suite.Id)
            return HeaderFault.WrongSuite;
        if (!lockId.SequenceEqual(LockId))
            return HeaderFault.WrongLock;
        return contextHash.SequenceEqual(ContextHash) ? HeaderFault.None : HeaderFault.WrongContext;
    }

    private static HeaderFault ReadFields(
        Suite suite,
        ReadOnlySpan<byte> bytes,
        ref WireReader reader,
        out Withdrawal? withdrawal
    )
    {
        withdrawal = null;
        var (lockId, contextHash) = (reader.Fixed(Suite.HashBytes), reader.Fixed(Suite.HashBytes));
        var (submissionId, pseudonym) = (reader.Fixed(EnvelopeHeader.IdBytes), reader.Fixed(EnvelopeHeader.IdBytes));
        var revision = reader.U32();
        if (revision == 0)
            return HeaderFault.BadRevision;
        var fault = SubmissionSignature.Check(suite, pseudonym, Tags.Withdrawal, bytes, out var key);
        if (fault == HeaderFault.None)
            withdrawal = new Withdrawal(suite, lockId, contextHash, submissionId, key, revision, bytes.ToArray());
        return fault;
    }
}
