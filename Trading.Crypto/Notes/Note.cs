using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Trading.Crypto;

/// <summary>One signature line of a note: key name, key id and the bytes behind it.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature)
{
    private const string LineStart = "— ";

    /// <summary>The line, without its newline: em dash, space, name, space, base64 of key id ‖ signature.</summary>
    public override string ToString()
    {
        var bytes = new byte[4 + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.CopyTo(bytes, 4);
        return $"{LineStart}{Name} {Convert.ToBase64String(bytes)}";
    }

    /// <summary>
    /// Reads a line without its newline; false for anything that <see cref="ToString"/> would not print.
    /// </summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(LineStart, StringComparison.Ordinal))
            return false;
        var parts = line[LineStart.Length..].Split(' ');
        if (
            parts.Length != 2
            || !NoteKey.IsName(parts[0])
            || !NoteText.TryBase64(parts[1], out var bytes)
            || bytes.Length <= 4
        )
            return false;
        signature = new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..]);
        return true;
    }
}

/// <summary>
/// A text signed by one or more keys (C2SP signed-note): text ending in a newline, an empty line, signature lines.
/// UTF-8, no control characters but the newline. Limits: 64 KiB, 64 signatures. One spelling: <see cref="TryParse"/>
/// accepts exactly what <see cref="ToBytes"/> prints, and no two lines with the same name and key id. Immutable.
/// Source: docs/spec/streams.md, "Notes".
/// </summary>
public sealed class Note
{
    /// <summary>Most bytes of a note.</summary>
    public const int MostBytes = 65_536;

    /// <summary>Most signatures of a note.</summary>
    public const int MostSignatures = 64;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private Note(string text, NoteSignature[] signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>The signed text, with its final newline.</summary>
    public string Text { get; }

    /// <summary>The signatures in the order of their lines, at least one; none of them checked yet.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs a text. A text that cannot stand in a note is an <see cref="ArgumentException"/>.</summary>
    public static Note Sign(string text, NoteKey key, SigningKey signer)
    {
        if (!IsText(text))
            throw new ArgumentException("This text cannot stand in a note.", nameof(text));
        return new Note(text, [new NoteSignature(key.Name, key.KeyId, signer.Sign(key.Tag, Utf8.GetBytes(text)))]);
    }

    /// <summary>
    /// The same note with one more signature. A second one of the same name and key id, or one too many, is an
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public Note With(NoteSignature signature)
    {
        NoteSignature[] all = [.. Signatures, signature];
        return AreDistinct(all) && all.Length <= MostSignatures
            ? new Note(Text, all)
            : throw new ArgumentException(
                $"{signature.Name} has signed already, or the note is full.",
                nameof(signature)
            );
    }

    /// <summary>The signature of that name and key id, not yet checked, or null.</summary>
    public NoteSignature? Find(NoteKey key) =>
        Signatures.FirstOrDefault(s => s.KeyId == key.KeyId && s.Name == key.Name);

    /// <summary>
    /// Whether the note carries a correct signature of that key of kind <see cref="NoteKeyKind.Note"/>.
    /// </summary>
    public bool IsSignedBy(NoteKey key) =>
        key.Kind == NoteKeyKind.Note
        && Find(key) is { } found
        && SigningKey.Verify(key.Suite, key.PublicPoint, key.Tag, Utf8.GetBytes(Text), found.Signature);

    /// <summary>The note's bytes.</summary>
    public byte[] ToBytes() =>
        Utf8.GetBytes($"{Text}\n{string.Concat(Signatures.Select(signature => signature + "\n"))}");

    /// <summary>Reads a note; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Note? note)
    {
        note = null;
        if (bytes.Length > MostBytes || !TryDecode(bytes, out var whole) || !whole.EndsWith('\n'))
            return false;
        // Signature lines hold no empty line, so the last one parts them from the text.
        var gap = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0 || gap + 2 == whole.Length || !IsText(whole[..(gap + 1)]))
            return false;
        var lines = whole[(gap + 2)..^1].Split('\n');
        if (lines.Length > MostSignatures)
            return false;
        var signatures = new NoteSignature[lines.Length];
        for (var i = 0; i < lines.Length; i++)
            if (!NoteSignature.TryParse(lines[i], out signatures[i]!))
                return false;
        if (AreDistinct(signatures))
            note = new Note(whole[..(gap + 1)], signatures);
        return note is not null;
    }

    private static bool TryDecode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        try
        {
            text = Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        return true;
    }

    private static bool IsText(string text) => text.EndsWith('\n') && NoteText.IsClean(text, allowNewline: true);

    private static bool AreDistinct(NoteSignature[] signatures) =>
        signatures.DistinctBy(signature => (signature.Name, signature.KeyId)).Count() == signatures.Length;
}
