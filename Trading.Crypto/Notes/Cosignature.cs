using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Trading.Crypto;

/// <summary>
/// A witness's statement that at a time the largest consistent head it knew of a log was this one (C2SP
/// tlog-cosignature, cosignature/v1 shape): time (8 bytes, POSIX seconds) ‖ 64-byte signature over the tag and the
/// lines "cosignature/v1", "time T" and the checkpoint's text.
/// Source: docs/spec/streams.md, "Cosignatures".
/// </summary>
public static class Cosignature
{
    private const int TimeBytes = 8;

    /// <summary>
    /// Cosigns the text of a checkpoint at a time in POSIX seconds (0 or more), for <see cref="Note.With"/>.
    /// </summary>
    public static NoteSignature Sign(string text, NoteKey key, SigningKey signer, long timeSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timeSeconds);
        ArgumentOutOfRangeException.ThrowIfNotEqual((int)key.Kind, (int)NoteKeyKind.Cosignature);
        var bytes = new byte[TimeBytes + Suite.SignatureBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, timeSeconds);
        signer.Sign(key.Tag, Message(text, timeSeconds)).CopyTo(bytes, TimeBytes);
        return new NoteSignature(key.Name, key.KeyId, bytes);
    }

    /// <summary>
    /// Whether a signature line is a correct cosignature of that key over the text, and its time in POSIX seconds.
    /// </summary>
    public static bool TryVerify(string text, NoteKey key, NoteSignature signature, out long timeSeconds)
    {
        timeSeconds = 0;
        if (key.Kind != NoteKeyKind.Cosignature || signature.Name != key.Name || signature.KeyId != key.KeyId)
            return false;
        if (TimeOf(signature) is not { } time)
            return false;
        timeSeconds = time;
        return SigningKey.Verify(
            key.Suite,
            key.PublicPoint,
            key.Tag,
            Message(text, timeSeconds),
            signature.Signature.AsSpan(TimeBytes)
        );
    }

    /// <summary>
    /// The time that a signature line names, POSIX seconds; null where it has not the shape of a cosignature. The
    /// signature is not checked.
    /// </summary>
    public static long? TimeOf(NoteSignature signature) =>
        signature.Signature.Length == TimeBytes + Suite.SignatureBytes
        && BinaryPrimitives.ReadInt64BigEndian(signature.Signature) is >= 0 and var seconds
            ? seconds
            : null;

    private static byte[] Message(string text, long timeSeconds) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {timeSeconds}\n{text}")
        );
}
