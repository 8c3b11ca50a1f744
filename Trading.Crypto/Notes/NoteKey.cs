using System.Buffers.Binary;
using System.Text;

namespace Trading.Crypto;

/// <summary>What a key signs: its kind is part of the key id, so one key may serve both without confusion.</summary>
public enum NoteKeyKind
{
    /// <summary>The text of a note: how a log signs its checkpoints.</summary>
    Note,

    /// <summary>A time and the text of a checkpoint: how a witness cosigns.</summary>
    Cosignature,
}

/// <summary>
/// A public key that signs notes, with its name. Signature type: 0xff ‖ tag of the kind ‖ suite (2 bytes), a type of
/// our own because C2SP assigns none to P-256. Key id: first four bytes of H(name ‖ 0x0a ‖ type ‖ 65-byte point).
/// Source: C2SP signed-note; docs/spec/streams.md, "Notes".
/// </summary>
public sealed class NoteKey
{
    /// <summary>Longest name, in bytes of UTF-8.</summary>
    public const int MostNameBytes = 255;

    /// <summary>
    /// A key by name and point (65 bytes). A name that no note may carry is an <see cref="ArgumentException"/>: ask
    /// <see cref="IsName"/>.
    /// </summary>
    public NoteKey(Suite suite, string name, byte[] publicPoint, NoteKeyKind kind)
    {
        if (!IsName(name))
            throw new ArgumentException($"\"{name}\" cannot name a key.", nameof(name));
        (Suite, Name, PublicPoint, Kind) = (suite, name, publicPoint, kind);
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(
            suite.Hash([.. Encoding.UTF8.GetBytes(name), 0x0a, .. Type(suite, kind), .. publicPoint])
        );
    }

    /// <summary>The key's suite.</summary>
    public Suite Suite { get; }

    /// <summary>Name in every signature line; not empty, no spaces, no plus.</summary>
    public string Name { get; }

    /// <summary>Uncompressed point, 65 bytes.</summary>
    public byte[] PublicPoint { get; }

    /// <summary>What the key signs.</summary>
    public NoteKeyKind Kind { get; }

    /// <summary>
    /// Short identifier in every signature line; not unique against an attacker, who only gains a failed verification.
    /// </summary>
    public uint KeyId { get; }

    /// <summary>Tag of the key's signatures.</summary>
    internal string Tag => Kind == NoteKeyKind.Note ? Tags.Note : Tags.Cosignature;

    /// <summary>
    /// Whether this can name a key: 1 to 255 bytes of UTF-8 without white space (Unicode's White_Space), control
    /// characters or plus.
    /// </summary>
    public static bool IsName(string name) =>
        name.Length > 0
        && NoteText.IsClean(name, allowNewline: false)
        && !name.Any(c => c == '+' || char.IsWhiteSpace(c))
        && Encoding.UTF8.GetByteCount(name) <= MostNameBytes;

    private static byte[] Type(Suite suite, NoteKeyKind kind) =>
        [
            0xff,
            .. Encoding.ASCII.GetBytes(kind == NoteKeyKind.Note ? Tags.Note : Tags.Cosignature),
            (byte)(suite.Id >> 8),
            (byte)suite.Id,
        ];
}
