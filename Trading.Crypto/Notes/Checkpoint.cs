using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Trading.Crypto;

/// <summary>
/// The head of a log as the text of a note (C2SP tlog-checkpoint): origin line, decimal size, base64 root, extension
/// lines; one spelling. The origin names the log and is 1 to 255 bytes; the size counts leaves; the root has 32 bytes;
/// at most 16 extension lines, none empty.
/// Source: docs/spec/streams.md, "Checkpoints".
/// </summary>
public sealed class Checkpoint
{
    /// <summary>Most extension lines.</summary>
    public const int MostExtensions = 16;

    /// <summary>
    /// A head. Anything that <see cref="TryParse"/> would not read back is an <see cref="ArgumentException"/>.
    /// </summary>
    public Checkpoint(string origin, long size, byte[] root, params string[] extensions)
    {
        if (!IsOrigin(origin) || size < 0 || root.Length != Suite.HashBytes || !AreExtensions(extensions))
            throw new ArgumentException(
                $"No checkpoint of {origin} with size {size}, {root.Length} bytes of root and "
                    + $"{extensions.Length} extensions."
            );
        (Origin, Size, Root, Extensions) = (origin, size, root, extensions);
    }

    /// <summary>Name of the log.</summary>
    public string Origin { get; }

    /// <summary>Number of leaves.</summary>
    public long Size { get; }

    /// <summary>RFC 6962 root, 32 bytes.</summary>
    public byte[] Root { get; }

    /// <summary>Lines behind the root.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>The note's text.</summary>
    public string ToText() =>
        string.Concat(
            new[] { Origin, Size.ToString(CultureInfo.InvariantCulture), Convert.ToBase64String(Root) }
                .Concat(Extensions)
                .Select(line => line + "\n")
        );

    /// <summary>Reads a text; false for anything that <see cref="ToText"/> would not print.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (!text.EndsWith('\n'))
            return false;
        var lines = text[..^1].Split('\n');
        if (lines.Length < 3 || !IsOrigin(lines[0]) || !TrySize(lines[1], out var size) || !AreExtensions(lines[3..]))
            return false;
        if (!NoteText.TryBase64(lines[2], out var root) || root.Length != Suite.HashBytes)
            return false;
        checkpoint = new Checkpoint(lines[0], size, root, lines[3..]);
        return true;
    }

    /// <summary>
    /// Whether this can name a log: the same rule as for key names, because a log's key is named after it.
    /// </summary>
    public static bool IsOrigin(string origin) => NoteKey.IsName(origin);

    private static bool TrySize(string line, out long size) =>
        long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out size)
        && size.ToString(CultureInfo.InvariantCulture) == line;

    private static bool AreExtensions(string[] lines) =>
        lines.Length <= MostExtensions
        && lines.All(line => line.Length > 0 && NoteText.IsClean(line, allowNewline: false));
}
