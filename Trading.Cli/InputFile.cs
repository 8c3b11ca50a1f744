using System.Text;
using System.Text.Unicode;

namespace Trading.Cli;

/// <summary>
/// Every file that a person names on the command line is read here, so that whatever is wrong with it is said in one
/// way: which file, what was expected, what to do. What the bytes mean, their own readers judge.
/// </summary>
public static class InputFile
{
    /// <summary>Longest name of a file, as file systems have it.</summary>
    internal const int MostNameBytes = 255;
    private const long MostTextBytes = 64 << 20;

    /// <summary>
    /// All bytes of a file; <paramref name="what"/> is what it should be, with its article ("a trust file"). An empty
    /// one is refused here, unless its reader has words of its own for that.
    /// </summary>
    public static byte[] Bytes(string path, string what, bool mayBeEmpty = false) =>
        Bytes(path, what, FileWords.English, mayBeEmpty);

    /// <summary>
    /// The same in the language of <paramref name="words"/>, in which <paramref name="what"/> is too.
    /// </summary>
    internal static byte[] Bytes(string path, string what, FileWords words, bool mayBeEmpty = false)
    {
        Check(path, what, words, mayBeEmpty);
        return File.ReadAllBytes(path);
    }

    /// <summary>
    /// The text of a file in UTF-8 without a byte order mark, as every text of the project is (docs/limits.md,
    /// "Files").
    /// </summary>
    public static string Text(string path, string what)
    {
        var length = Check(path, what, FileWords.English);
        if (length > MostTextBytes)
            throw FileWords.English.IsTooLong(Shown(path), what, SizeText.Print(length), SizeText.Print(MostTextBytes));
        var bytes = File.ReadAllBytes(path);
        if (CodingOf(bytes) is { } coding)
            throw Coded(path, what, coding);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Opens a file that is read as a stream; its length comes with it.</summary>
    public static (FileStream Stream, long Length) Open(string path, string what)
    {
        var stream = Open(path, what, FileWords.English);
        return (stream, stream.Length);
    }

    /// <summary>
    /// The same in the language of <paramref name="words"/>, in which <paramref name="what"/> is too, and without the
    /// length, which a pipe has not.
    /// </summary>
    internal static FileStream Open(string path, string what, FileWords words, bool mayBeEmpty = false)
    {
        Check(path, what, words, mayBeEmpty);
        return File.OpenRead(path);
    }

    /// <summary>
    /// A path that is about to be written: its name holds, its folder is there, and it is no folder itself.
    /// </summary>
    public static string Target(string path, string what) => Target(path, what, FileWords.English);

    /// <summary>
    /// The same in the language of <paramref name="words"/>, in which <paramref name="what"/> is too.
    /// </summary>
    internal static string Target(string path, string what, FileWords words)
    {
        CheckName(path, what, words);
        if (Directory.Exists(path))
            throw words.TargetIsFolder(Shown(path), Shown(Path.Combine(path, "FILE")));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.Exists(folder) ? path : throw words.HasNoFolder(Shown(folder), what);
    }

    /// <summary>What a text's first bytes say that it is instead of plain UTF-8, or null.</summary>
    public static FileCoding? CodingOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? FileCoding.ByteOrderMark
        : bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)
            ? FileCoding.Utf16
        : !Utf8.IsValid(bytes) ? FileCoding.Other
        : null;

    /// <summary>The refusal of a text in another coding.</summary>
    public static CommandException Coded(string path, string what, FileCoding coding) =>
        FileWords.English.IsCoded(Shown(path), what, coding);

    /// <summary>A path as a terminal may see it: what stands in a name cannot steer it.</summary>
    public static string Shown(string path) => ScreenText.Clean(path);

    private static long Check(string path, string what, FileWords words, bool mayBeEmpty = false)
    {
        CheckName(path, what, words);
        if (Directory.Exists(path))
            throw words.IsFolder(Shown(path), what);
        if (!File.Exists(path))
            throw words.IsMissing(Shown(path), what);
        var length = new FileInfo(path).Length;
        // A pipe (/dev/fd/63) has no length; what comes of it, its reader judges.
        if (length == 0 && !mayBeEmpty && !path.StartsWith("/dev/", StringComparison.Ordinal))
            throw words.IsEmpty(Shown(path), what);
        return length;
    }

    // .NET shows bytes that are no UTF-8 as U+FFFD, and then no such file is there: the reason is the name, not the
    // file.
    private static void CheckName(string path, string what, FileWords words)
    {
        FileName? problem =
            path.Length == 0 ? FileName.Empty
            : path.Any(char.IsControl) ? FileName.Control
            : path.Contains('\uFFFD', StringComparison.Ordinal) && !File.Exists(path) ? FileName.NotUtf8
            : path.Split('/', '\\').Any(part => Encoding.UTF8.GetByteCount(part) > MostNameBytes) ? FileName.TooLong
            : null;
        if (problem is { } named)
            throw words.IsBadName(Shown(path), what, named);
    }
}
