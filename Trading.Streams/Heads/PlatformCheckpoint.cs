using System.Diagnostics.CodeAnalysis;
using System.Text;
using Trading.Crypto;

namespace Trading.Streams.Heads;

/// <summary>
/// A checkpoint that the platform signed for one stream: the note's first signature line is the platform's, the origin
/// is the stream's name, and there are no extension lines. Source: docs/spec/streams.md, "Checkpoints".
/// </summary>
/// <param name="Note">The note as read.</param>
/// <param name="Head">Stream, size and root.</param>
public sealed record PlatformCheckpoint(Note Note, StreamHead Head)
{
    /// <summary>
    /// Reads and verifies; false when it is not canonical, of another stream, or not signed with the platform's
    /// key. The platform signs under the stream's name; anybody could write another there, for the signature
    /// does not bind it. Under policies of version 1 it might be any.
    /// </summary>
    public static bool TryRead(
        Suite suite,
        string note,
        string stream,
        HeadKeys keys,
        [NotNullWhen(true)] out PlatformCheckpoint? checkpoint
    )
    {
        checkpoint = null;
        ArgumentNullException.ThrowIfNull(keys);
        if (
            !TryBytes(note, out var bytes)
            || !Note.TryParse(bytes, out var read)
            || !Checkpoint.TryParse(read.Text, out var head)
        )
            return false;
        if (head.Origin != stream || head.Extensions.Count > 0)
            return false;
        if (!keys.UnderAnyName && read.Signatures[0].Name != stream)
            return false;
        var key = new NoteKey(suite, read.Signatures[0].Name, keys.PlatformKey, NoteKeyKind.Note);
        if (read.Find(key) != read.Signatures[0] || !read.IsSignedBy(key))
            return false;
        checkpoint = new(read, new(stream, head.Size, head.Root));
        return true;
    }

    /// <summary>What the note says of a head, with no signature checked.</summary>
    public static bool TryPeek(string note, [NotNullWhen(true)] out StreamHead? head)
    {
        head = null;
        if (
            !TryBytes(note, out var bytes)
            || !Note.TryParse(bytes, out var read)
            || !Checkpoint.TryParse(read.Text, out var checkpoint)
        )
            return false;
        head = new(checkpoint.Origin, checkpoint.Size, checkpoint.Root);
        return true;
    }

    /// <summary>
    /// The witnesses whose lines are correct cosignatures: number 1 to n → time in POSIX seconds. False when
    /// any line is neither: a wrong line is never passed over. Lines end with an end of line.
    /// </summary>
    public bool TryCosigners(
        Suite suite,
        HeadKeys keys,
        IEnumerable<string> lines,
        out SortedDictionary<int, long> cosigners
    )
    {
        ArgumentNullException.ThrowIfNull(keys);
        cosigners = [];
        foreach (var line in lines)
        {
            if (!TryLine(line, out var signature) || !TryCosigner(suite, keys, signature, out var number, out var time))
                return false;
            if (!cosigners.TryAdd(number, time))
                return false;
        }
        return true;
    }

    /// <summary>The same over the lines of this note behind the platform's.</summary>
    public bool TryCosigners(Suite suite, HeadKeys keys, out SortedDictionary<int, long> cosigners) =>
        TryCosigners(suite, keys, Note.Signatures.Skip(1).Select(s => s + "\n"), out cosigners);

    private bool TryCosigner(Suite suite, HeadKeys keys, NoteSignature signature, out int number, out long time)
    {
        (number, time) = (0, 0);
        for (var i = 0; i < keys.Witnesses.Count && number == 0; i++)
        {
            if (keys.Witnesses[i].Name == signature.Name)
                number = i + 1;
        }
        if (number == 0)
            return false;
        var key = new NoteKey(suite, signature.Name, keys.Witnesses[number - 1].SigningKey, NoteKeyKind.Cosignature);
        return Cosignature.TryVerify(Note.Text, key, signature, out time);
    }

    // A line is read as part of a note, so that it has the one spelling that notes have.
    private static bool TryLine(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (
            !TryBytes("x\n\n" + line, out var bytes)
            || !Note.TryParse(bytes, out var note)
            || note.Signatures.Count != 1
        )
            return false;
        signature = note.Signatures[0];
        return true;
    }

    private static bool TryBytes(string text, out byte[] bytes)
    {
        bytes = [];
        try
        {
            bytes = WireText.Utf8.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
        return true;
    }
}
