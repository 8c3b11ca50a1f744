namespace Trading.Cli.Tests;

/// <summary>
/// The same ten damages that happen to archives on their way, and what verify says of each: never one was, cut off, or
/// altered.
/// </summary>
public sealed class DamagedArchiveTests : IDisposable
{
    private readonly Shell shell = new();

    public static TheoryData<string, string, string> Damages =>
        new()
        {
            { "minus1", "cut off", "fetch it again, whole" },
            { "half", "cut off", "fetch it again, whole" },
            { "one", "cut off", "fetch it again, whole" },
            { "plus1", "altered: 1 bytes stand behind its end", "fetch it again and compare" },
            { "newline", "altered: 1 bytes stand behind its end", "fetch it again and compare" },
            { "twice", "altered", "fetch it again and compare" },
            { "crlf", "altered", "fetch it again and compare" },
            { "bom", "altered: a byte order mark", "fetch it again and compare" },
            { "flip", "altered: the checksum does not match", "fetch it again and compare" },
            { "empty", "not an archive: the file is empty", "name the file that trading archive wrote" },
            { "pdf", "not an archive", "name the file that trading archive wrote" },
        };

    [Theory, MemberData(nameof(Damages))]
    public async Task Each_damage_has_its_words(string damage, string says, string next)
    {
        File.WriteAllBytes(shell.At("bad.archive"), Damage(damage, Sound()));
        var ran = await shell.Run("verify", "./bad.archive");
        Assert.Contains("bad.archive", ran.Error, StringComparison.Ordinal);
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
        Assert.Contains(next, ran.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, ran.Code);
        // the numbered check stands as ever, for machines
        Assert.Contains("V01 FAIL", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_an_archive_is_called_cut_off()
    {
        var sound = Sound();
        for (var length = 1; length < sound.Length; length++)
        {
            Assert.False(ArchiveCodec.TryRead(sound.AsSpan(0, length), out _, out var problem));
            Assert.StartsWith("cut off: ", problem, StringComparison.Ordinal);
        }
    }

    public void Dispose() => shell.Dispose();

    // As cases/cut.py makes them.
    private static byte[] Damage(string name, byte[] sound) =>
        name switch
        {
            "minus1" => sound[..^1],
            "half" => sound[..(sound.Length / 2)],
            "one" => sound[..1],
            "plus1" => [.. sound, 0],
            "newline" => [.. sound, (byte)'\n'],
            "twice" => [.. sound, .. sound],
            "crlf" => [.. sound.SelectMany(b => b == '\n' ? "\r\n"u8.ToArray() : [b])],
            "bom" => [0xEF, 0xBB, 0xBF, .. sound],
            "flip" =>
            [
                .. sound[..(sound.Length / 3)],
                (byte)(sound[sound.Length / 3] ^ 1),
                .. sound[(sound.Length / 3 + 1)..],
            ],
            "empty" => [],
            _ => "%PDF-1.7 is another kind of file"u8.ToArray(),
        };

    // Its events need not make a session: whether it is whole is asked before that.
    private static byte[] Sound()
    {
        var random = new Random(16);
        var leaves = Enumerable
            .Range(0, 20)
            .Select(i =>
                (ArchiveLeaf)
                    new ArchiveLeaf.Disclosed(Bytes(random, 32), [.. "{\"type\":\"x\"}\n"u8, .. Bytes(random, 200)])
            )
            .ToList();
        return ArchiveCodec.Write(
            new Archive(
                ArchiveKind.Public,
                leaves,
                ["session.x\n20\nAAAA\n\n— platform AAAA\n", "session.x\n21\nBBBB\n\n— platform BBBB\n"],
                []
            )
        );
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
