using System.Text;
using Trading.Crypto;

namespace Trading.Evaluation.Commitments;

/// <summary>Which of a position's two records.</summary>
public enum RecordKind : byte
{
    /// <summary>Who it is, under the names lock and the expert's own code and identity number.</summary>
    Name = 0,

    /// <summary>How to reach the expert, under the contact lock.</summary>
    Contact = 1,
}

/// <summary>
/// One record of a position, sealed to a lock: 240 bytes of plaintext, zeros behind the content, and a tag of 16. Key
/// and nonce are exported from the key encapsulation (HPKE, export only); both records of a position share one
/// ephemeral key, and the lock's key in the encapsulation keeps them apart. A key is used once. Source:
/// docs/spec/draw.md, "Sealed records"; RFC 9180, sections 4.1 and 5.
/// </summary>
internal static class SealedRecord
{
    public const int PlainBytes = 240;
    public const int Bytes = PlainBytes + Suite.TagBytes;

    private static readonly byte[] PskId = Encoding.ASCII.GetBytes(Tags.DrawCode);

    /// <summary>The second secret of a name record: whoever lacks code or identity number opens nothing.</summary>
    public static byte[] Psk(Suite suite, string code, string id) =>
        Tags.Hash(suite, Tags.DrawCode, Encoding.ASCII.GetBytes(code), Encoding.ASCII.GetBytes(id));

    /// <summary>
    /// Seals a content of at most <see cref="PlainBytes"/>; a longer one is an <see cref="ArgumentException"/>. The psk
    /// is empty for a contact.
    /// </summary>
    public static byte[] Seal(RecordPlace place, ReadOnlySpan<byte> sharedSecret, byte[] psk, byte[] content)
    {
        if (content.Length > PlainBytes)
            throw new ArgumentException($"A record of {content.Length} bytes.", nameof(content));
        var plain = new byte[PlainBytes];
        content.CopyTo(plain, 0);
        var record = new byte[Bytes];
        var (key, nonce) = KeyOf(place, sharedSecret, psk);
        using var cipher = place.Suite.CreateAead(key);
        cipher.Seal(nonce, plain, record, []);
        Array.Clear(plain);
        Array.Clear(key);
        return record;
    }

    /// <summary>The content and the zeros behind it, or null where the keys do not open the record.</summary>
    public static byte[]? Open(
        RecordPlace place,
        ReadOnlySpan<byte> sharedSecret,
        byte[] psk,
        ReadOnlySpan<byte> record
    )
    {
        if (record.Length != Bytes)
            return null;
        var (key, nonce) = KeyOf(place, sharedSecret, psk);
        using var cipher = place.Suite.CreateAead(key);
        var plain = new byte[PlainBytes];
        return cipher.TryOpen(nonce, record, plain, []) ? plain : null;
    }

    private static (byte[] Key, byte[] Nonce) KeyOf(RecordPlace place, ReadOnlySpan<byte> sharedSecret, byte[] psk)
    {
        var bytes = place.Suite.Kem.Export(
            psk.Length == 0 ? KemMode.Base : KemMode.Psk,
            sharedSecret,
            place.Info(),
            psk,
            psk.Length == 0 ? [] : PskId,
            Tags.Join(Tags.DrawRecord),
            Suite.KeyBytes + Suite.NonceBytes
        );
        return (bytes[..Suite.KeyBytes], bytes[Suite.KeyBytes..]);
    }
}

/// <summary>What a record is bound to: it opens nowhere else.</summary>
internal readonly record struct RecordPlace(
    Suite Suite,
    byte[] RequestHash,
    byte[] LockId,
    RecordKind Kind,
    int Position
)
{
    public byte[] Info() =>
        Tags.Join(Tags.DrawRecord, RequestHash, LockId, [(byte)Kind], new WireWriter().U32((uint)Position).ToArray());
}
