using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Media.Audits;
using Trading.Media.Export;
using Trading.Media.Recording;

namespace Trading.Cli;

/// <summary>
/// A folder with a room's recordings: <c>recordings.heads</c>, tracks (<c>*.tape</c>), custody files
/// (<c>*.custody.json</c>) with the exports that they name. Open as long as parts are read.
/// </summary>
internal sealed class RecordingFolder : IDisposable
{
    private const string HeadsName = "recordings.heads";
    private const int KeyDigits = 2 * Suite.KeyBytes;
    private readonly List<FileStream> open = [];

    private RecordingFolder() { }

    /// <summary>What its checks look at.</summary>
    public RecordingEvidence Evidence { get; private set; } = null!;

    /// <summary>
    /// Reads the folder; whatever stands in its files, the checks judge. Heads that the room's stream carried rule over
    /// those that lie beside.
    /// </summary>
    public static RecordingFolder Open(
        string path,
        byte[]? room,
        string? keyFile,
        RecordingWords words,
        HeadsBook? ofStream = null
    )
    {
        if (!Directory.Exists(path))
            throw words.NoFolder(InputFile.Shown(path));
        var heads = Path.Combine(path, HeadsName);
        if (ofStream is null && !File.Exists(heads))
            throw words.NoHeads(InputFile.Shown(path));
        var folder = new RecordingFolder();
        folder.Evidence = new RecordingEvidence
        {
            Heads =
                ofStream
                ?? HeadsBook.Read(Suite.P256, InputFile.Bytes(heads, words.Folder, words.Files, mayBeEmpty: true)),
            AreHeadsOfStream = ofStream is not null,
            Room = room,
            Key = keyFile is null ? null : KeyOf(keyFile, words),
            Files = [.. Names(path, "*.tape").Select(file => folder.Track(file, words))],
            Custody = [.. Names(path, "*.custody.json").Select(file => CustodyOf(path, file, words))],
        };
        return folder;
    }

    public void Dispose() => open.ForEach(file => file.Dispose());

    private static IEnumerable<string> Names(string path, string pattern) =>
        Directory.EnumerateFiles(path, pattern).Order(StringComparer.Ordinal).Take((int)TapeHeader.MostTracks);

    private RecordedFile Track(string file, RecordingWords words)
    {
        var stream = InputFile.Open(file, words.Folder, words.Files, mayBeEmpty: true);
        open.Add(stream);
        return new RecordedFile(InputFile.Shown(Path.GetFileName(file)), TapeScan.Read(stream), stream);
    }

    private static CustodyBeside CustodyOf(string path, string file, RecordingWords words)
    {
        var bytes = InputFile.Bytes(file, words.Folder, words.Files, mayBeEmpty: true);
        var export = CustodyFile.TryParse(bytes, out var custody) ? Path.Combine(path, custody!.File) : null;
        byte[]? hash = null;
        if (export is not null && File.Exists(export))
        {
            using var stream = File.OpenRead(export);
            hash = SHA256.HashData(stream);
        }
        return new(InputFile.Shown(Path.GetFileName(file)), bytes, hash);
    }

    private static TapeKey KeyOf(string file, RecordingWords words)
    {
        var text = System.Text.Encoding.ASCII.GetString(InputFile.Bytes(file, words.KeyFile, words.Files)).Trim();
        if (text.Length != KeyDigits || !text.All(char.IsAsciiHexDigit))
            throw words.BadKey(InputFile.Shown(file));
        return new TapeKey(Suite.P256, Convert.FromHexString(text));
    }
}
