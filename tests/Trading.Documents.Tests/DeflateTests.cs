using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Trading.Documents.Pdf;

namespace Trading.Documents.Tests;

public class DeflateTests
{
    // Of a second implementation, written from docs/spec/record.md alone in another language.
    private const string Frozen = "661e819cb89d9d21d04e8c22f6c11cbc144af51b14df3f98edb5751fe09f9ef4";

    [Fact]
    public void Any_bytes_come_back() =>
        Prop.ForAll<byte[]>(bytes => Inflate(Deflate.Zlib(bytes)).SequenceEqual(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_that_repeat_come_back() =>
        Prop.ForAll<byte[], byte[], byte>(
                (a, b, times) =>
                {
                    byte[] bytes = [.. Enumerable.Range(0, times).SelectMany(i => i % 3 == 0 ? a : b)];
                    return Inflate(Deflate.Zlib(bytes)).SequenceEqual(bytes);
                }
            )
            .QuickCheckThrowOnFailure();

    [
        Theory,
        InlineData(0),
        InlineData(1),
        InlineData(2),
        InlineData(3),
        InlineData(257),
        InlineData(258),
        InlineData(259),
        InlineData(32_768),
        InlineData(32_771),
        InlineData(300_000)
    ]
    public void Edges_of_matches_windows_and_blocks_come_back(int length)
    {
        byte[] zeros = new byte[length],
            far = new byte[length];
        for (var i = 0; i < length; i++)
            far[i] = (byte)((i % 32_768 * 7_919) >> 5);
        Assert.Equal(zeros, Inflate(Deflate.Zlib(zeros)));
        Assert.Equal(far, Inflate(Deflate.Zlib(far)));
    }

    [Fact]
    public void Counts_that_grow_like_rabbits_stay_within_the_longest_code()
    {
        // Fibonacci counts make the deepest tree: 30 symbols would need 29 bits.
        var counts = new int[30];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = i < 2 ? 1 : counts[i - 1] + counts[i - 2];
        var lengths = Huffman.Lengths(counts, 15);
        Assert.Equal(15, lengths.Max());
        Assert.True(lengths.Sum(l => 1 << (15 - l)) <= 1 << 15, "the code is over-full");
    }

    [Fact]
    public void The_bytes_are_frozen()
    {
        // Several blocks of many short and few long matches, from a linear congruence.
        var (input, x) = (new byte[120_000], 1L);
        for (var i = 0; i < input.Length; i++)
        {
            x = (x * 1_103_515_245 + 12_345) % (1L << 31);
            input[i] = (byte)((x >> 16) % (i % 1_000 < 500 ? 23 : 3));
        }
        Assert.Equal(
            Frozen,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Deflate.Zlib(input)))
        );
    }

    [Fact]
    public void Text_becomes_small()
    {
        var text = System.Text.Encoding.ASCII.GetBytes(
            string.Concat(
                Enumerable
                    .Range(0, 5_000)
                    .Select(i => $"BT /F0 9.5 Tf 0.1 0.1 0.1 rg 51.02 {i % 700} Td <0001000200{i % 97:X2}> Tj ET\n")
            )
        );
        Assert.InRange(Deflate.Zlib(text).Length, 1, text.Length / 8);
    }

    private static byte[] Inflate(byte[] zlib)
    {
        using var result = new MemoryStream();
        using (var stream = new ZLibStream(new MemoryStream(zlib), CompressionMode.Decompress))
            stream.CopyTo(result);
        return result.ToArray();
    }
}
