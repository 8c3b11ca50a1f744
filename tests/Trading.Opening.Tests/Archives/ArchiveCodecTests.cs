using Trading.Crypto;

namespace Trading.Opening.Tests.Archives;

public class ArchiveCodecTests
{
    private static readonly Entry Statement = new(EntryKind.Withdrawal, 7, [.. "BLW1"u8, 0, 1, 9, 9]);

    [Fact]
    public void An_archive_reads_back_as_it_was_written()
    {
        var archive = Example();
        Assert.True(ArchiveCodec.TryRead(ArchiveCodec.Write(archive), out var read, out _));
        Assert.Equal(ArchiveCodec.Write(archive), ArchiveCodec.Write(read!));
        Assert.Equal(
            (EntryKind.Withdrawal, 7L),
            (read!.Lots[0].Ticks[1].Entries[0].Kind, read.Lots[0].Ticks[1].Entries[0].Arrival)
        );
        Assert.IsType<ArchiveLeaf.Withheld>(read.Leaves[1]);
    }

    [Theory]
    [InlineData("session/events")]
    [InlineData("lot/a/freeze")]
    [InlineData("lot/a/ticks")]
    public void A_missing_member_is_refused(string name) =>
        Assert.Contains("missing", Problem(m => m.Remove(name)), StringComparison.Ordinal);

    [Theory]
    [InlineData("session/other")]
    [InlineData("session/checkpoint/00000002")]
    [InlineData("lot/a/other")]
    [InlineData("lot/a")]
    [InlineData("other")]
    [InlineData("lot/b/record/1")]
    public void An_unknown_member_is_refused(string name) => Assert.NotEqual("", Problem(m => m[name] = [1]));

    [Fact]
    public void Trailing_bytes_in_a_member_are_refused() =>
        Assert.Contains(
            "follow the end",
            Problem(m => m["lot/a/ticks"] = [.. m["lot/a/ticks"], 0]),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_trustees_number_has_three_digits() =>
        Assert.Contains(
            "three digits",
            Problem(m => m["lot/a/partials/2"] = [1], ArchiveKind.Full),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_public_archive_holds_no_partial_openings() =>
        Assert.Contains("no partial openings", Problem(m => m["lot/a/partials/001"] = [1]), StringComparison.Ordinal);

    [Fact]
    public void Names_that_are_not_sorted_doubled_or_of_other_letters_are_refused()
    {
        foreach (var names in new[] { new[] { "b", "a" }, ["a", "a"], ["A"], [""], ["a b"] })
        {
            var bytes = new WireWriter()
                .Fixed("BLKARCH1"u8)
                .U16(1)
                .U8(1)
                .List(names, static (w, n) => w.Text(n).Bytes([1]))
                .ToArray();
            Assert.False(
                ArchiveContainer.TryRead([.. bytes, .. Suite.P256.Hash(bytes)], out _, out _, out var problem)
            );
            Assert.NotEqual("", problem);
        }
    }

    [Fact]
    public void Another_magic_version_kind_length_or_checksum_is_refused()
    {
        var good = ArchiveCodec.Write(Example());
        Assert.All(new[] { 0, 8, 9, 10 }, offset => Assert.False(Read(Bent(good, offset))));
        Assert.False(ArchiveCodec.TryRead(good.AsSpan(0, good.Length - 1), out _, out _));
        Assert.False(ArchiveCodec.TryRead([.. good, 0], out _, out _));
        Assert.False(ArchiveCodec.TryRead([], out _, out var problem));
        Assert.Equal("not an archive: the file is empty", problem);
        static bool Read(byte[] file) => ArchiveCodec.TryRead(file, out _, out _);
    }

    [Fact]
    public void An_entry_without_acknowledgement_cannot_be_archived()
    {
        var archive = Example();
        Assert.Throws<ArgumentException>(() =>
            ArchiveCodec.Write(
                archive with
                {
                    Lots = [archive.Lots[0] with { Acknowledgements = new Dictionary<string, byte[]>() }],
                }
            )
        );
    }

    private static byte[] Bent(byte[] file, int offset)
    {
        var body = file[..^ArchiveContainer.ChecksumBytes];
        body[offset] ^= 0x40;
        return [.. body, .. Suite.P256.Hash(body)];
    }

    private static string Problem(Action<SortedDictionary<string, byte[]>> bend, ArchiveKind kind = ArchiveKind.Public)
    {
        Assert.True(ArchiveContainer.TryRead(ArchiveCodec.Write(Example()), out _, out var members, out _));
        bend(members);
        Assert.False(ArchiveCodec.TryRead(ArchiveContainer.Write(kind, members), out _, out var problem));
        return problem;
    }

    private static Archive Example()
    {
        var hash = Statement.Hash(Suite.P256);
        var acknowledgement = Acknowledgement.Sign(SigningKey.Generate(Suite.P256), 7, hash, 8, 1).ToBytes();
        var lot = new ArchiveLot(
            "a",
            "a note\n",
            [new(new byte[32], []), new(new byte[32], [Statement])],
            new Dictionary<string, byte[]> { [Convert.ToHexStringLower(hash)] = acknowledgement },
            new Dictionary<string, byte[]> { [new string('1', 32)] = [1, 2] },
            new Dictionary<int, byte[]>()
        );
        return new(
            ArchiveKind.Public,
            [new ArchiveLeaf.Disclosed(new byte[32], [1]), new ArchiveLeaf.Withheld(new byte[32])],
            ["one\n"],
            [lot]
        );
    }
}
