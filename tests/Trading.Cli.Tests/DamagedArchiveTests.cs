using Trading.Opening.Tests.Archives;

namespace Trading.Cli.Tests;

/// <summary>
/// The same ten damages that happen to archives on their way, and what verify says of each: never one was, cut off, or
/// altered.
/// </summary>
public sealed class DamagedArchiveTests : IDisposable
{
    // A session of three bids, from publication to the sealed record.
    private static readonly ArchiveStory Story = new(new Plot());
    private static readonly byte[] Sound = Story.File();
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

    [Fact]
    public async Task Without_any_damage_the_archive_verifies()
    {
        File.WriteAllBytes(shell.At("good.archive"), Sound);
        File.WriteAllText(shell.At("trust.txt"), Story.Platform.Trust.ToText());
        var ran = await shell.Run("verify", "./good.archive", "--trust", "./trust.txt");
        Assert.True(ran.Code == ExitCode.Done, ran.Output + ran.Error);
        Assert.Equal("", ran.Error);
    }

    [Fact]
    public async Task A_bid_that_the_platform_says_it_lost_is_told_loudly_in_the_verdict()
    {
        var story = new ArchiveStory(new Plot(4) { Lost = 1 });
        File.WriteAllBytes(shell.At("lost.archive"), story.File());
        File.WriteAllText(shell.At("trust.txt"), story.Platform.Trust.ToText());
        var ran = await shell.Run("verify", "./lost.archive", "--trust", "./trust.txt");
        Assert.Contains($"THE PLATFORM COULD NOT SHOW BID {story.Ids[0]}", ran.Output, StringComparison.Ordinal);
        Assert.True(ran.Code == ExitCode.Done, ran.Output + ran.Error);
    }

    [Theory, MemberData(nameof(Damages))]
    public async Task Each_damage_has_its_words(string damage, string says, string next)
    {
        File.WriteAllBytes(shell.At("bad.archive"), Damage(damage, Sound));
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
        // Every length near both ends; between them each hundredth or so, at no step that members share.
        var lengths = Enumerable
            .Range(1, Sound.Length - 1)
            .Where(n => n < 300 || n > Sound.Length - 300 || n % 1_009 == 0);
        foreach (var length in lengths)
        {
            Assert.False(ArchiveCodec.TryRead(Sound.AsSpan(0, length), out _, out var problem));
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
}
