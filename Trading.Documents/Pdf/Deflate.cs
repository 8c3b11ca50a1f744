namespace Trading.Documents.Pdf;

/// <summary>
/// RFC 1950/1951 compression whose bytes are fixed by docs/spec/record.md: platform libraries change theirs between
/// versions. Greedy matches over a 32 KiB window, hash chains of at most 64 candidates, one dynamic-code block per
/// 16,384 symbols.
/// </summary>
internal static class Deflate
{
    private const int Window = 32_768,
        MinMatch = 3,
        MaxMatch = 258,
        MaxChain = 64,
        BlockSymbols = 16_384,
        HashBits = 15;
    private static readonly int[] LengthBase =
    [
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        13,
        15,
        17,
        19,
        23,
        27,
        31,
        35,
        43,
        51,
        59,
        67,
        83,
        99,
        115,
        131,
        163,
        195,
        227,
        258,
    ];
    private static readonly int[] LengthExtra =
    [
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        1,
        1,
        1,
        1,
        2,
        2,
        2,
        2,
        3,
        3,
        3,
        3,
        4,
        4,
        4,
        4,
        5,
        5,
        5,
        5,
        0,
    ];
    private static readonly int[] DistanceBase =
    [
        .. Enumerable.Range(0, 30).Select(i => i < 2 ? i + 1 : (2 + (i & 1) << (i / 2 - 1)) + 1),
    ];
    private static readonly int[] CodeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>A zlib stream of the input.</summary>
    public static byte[] Zlib(ReadOnlySpan<byte> input)
    {
        var bits = new BitWriter();
        bits.Bytes.AddRange([0x78, 0x9C]);
        var symbols = Symbols(input);
        for (var from = 0; from == 0 || from < symbols.Count; from += BlockSymbols)
        {
            var block = symbols.GetRange(from, Math.Min(BlockSymbols, symbols.Count - from));
            WriteBlock(bits, block, last: from + BlockSymbols >= symbols.Count);
        }
        bits.Flush();
        var check = Adler32(input);
        bits.Bytes.AddRange([(byte)(check >> 24), (byte)(check >> 16), (byte)(check >> 8), (byte)check]);
        return [.. bits.Bytes];
    }

    /// <summary>Literals as (byte, 0) and matches as (length, distance).</summary>
    private static List<(int Value, int Distance)> Symbols(ReadOnlySpan<byte> input)
    {
        var symbols = new List<(int, int)>();
        var head = new int[1 << HashBits];
        var previous = new int[input.Length]; // positions + 1, 0 is none
        for (var at = 0; at < input.Length; )
        {
            var (length, distance) = LongestMatch(input, at, head, previous);
            symbols.Add(length == 0 ? (input[at], 0) : (length, distance));
            for (var end = at + Math.Max(1, length); at < end; at++)
                Remember(input, at, head, previous);
        }
        return symbols;
    }

    private static (int Length, int Distance) LongestMatch(ReadOnlySpan<byte> input, int at, int[] head, int[] previous)
    {
        if (at + MinMatch > input.Length)
            return (0, 0);
        var (best, bestDistance, limit) = (MinMatch - 1, 0, Math.Min(MaxMatch, input.Length - at));
        var candidate = head[Hash(input, at)] - 1;
        for (
            var tries = 0;
            tries < MaxChain && candidate >= 0 && at - candidate <= Window && best < limit;
            tries++, candidate = previous[candidate] - 1
        )
        {
            if (input[candidate + best] != input[at + best])
                continue; // cannot be longer than the best
            var length = input.Slice(candidate, limit).CommonPrefixLength(input.Slice(at, limit));
            if (length > best)
                (best, bestDistance) = (length, at - candidate);
        }
        return bestDistance == 0 ? (0, 0) : (best, bestDistance);
    }

    private static void Remember(ReadOnlySpan<byte> input, int at, int[] head, int[] previous)
    {
        if (at + MinMatch > input.Length)
            return;
        var hash = Hash(input, at);
        previous[at] = head[hash];
        head[hash] = at + 1;
    }

    private static int Hash(ReadOnlySpan<byte> input, int at) =>
        (int)(
            unchecked((uint)(input[at] | input[at + 1] << 8 | input[at + 2] << 16) * 2_654_435_761u) >> (32 - HashBits)
        );

    private static void WriteBlock(BitWriter bits, List<(int Value, int Distance)> symbols, bool last)
    {
        var (literalCounts, distanceCounts) = (new int[286], new int[30]);
        literalCounts[256] = 1;
        foreach (var (value, distance) in symbols)
        {
            literalCounts[distance == 0 ? value : 257 + LengthCode(value)]++;
            if (distance != 0)
                distanceCounts[DistanceCode(distance)]++;
        }
        // A decoder may refuse a code of no symbol at all.
        if (distanceCounts.All(c => c == 0))
            distanceCounts[0] = 1;
        var (literals, distances) = (Huffman.Lengths(literalCounts, 15), Huffman.Lengths(distanceCounts, 15));
        bits.Write(last ? 1 : 0, 1);
        bits.Write(2, 2);
        WriteCodes(bits, literals, distances);
        WriteSymbols(bits, symbols, literals, distances);
    }

    private static void WriteSymbols(
        BitWriter bits,
        List<(int Value, int Distance)> symbols,
        int[] literals,
        int[] distances
    )
    {
        var (literalCodes, distanceCodes) = (Huffman.Codes(literals), Huffman.Codes(distances));
        foreach (var (value, distance) in symbols)
        {
            var literal = distance == 0 ? value : 257 + LengthCode(value);
            bits.Write(literalCodes[literal], literals[literal]);
            if (distance == 0)
                continue;
            var (length, code) = (LengthCode(value), DistanceCode(distance));
            bits.Write(value - LengthBase[length], LengthExtra[length]);
            bits.Write(distanceCodes[code], distances[code]);
            bits.Write(distance - DistanceBase[code], code < 2 ? 0 : code / 2 - 1);
        }
        bits.Write(literalCodes[256], literals[256]);
    }

    /// <summary>
    /// All 286 and 30 lengths are written, one by one, with no run codes but 18 (11 to 138 zeros) and 17 (3 to 10
    /// zeros).
    /// </summary>
    private static void WriteCodes(BitWriter bits, int[] literals, int[] distances)
    {
        int[] lengths = [.. literals, .. distances];
        var runs = new List<(int Symbol, int Extra, int ExtraBits)>();
        for (var i = 0; i < lengths.Length; )
        {
            var zeros = 0;
            while (zeros < 138 && i + zeros < lengths.Length && lengths[i + zeros] == 0)
                zeros++;
            runs.Add(
                zeros >= 11 ? (18, zeros - 11, 7)
                : zeros >= 3 ? (17, zeros - 3, 3)
                : (lengths[i], 0, 0)
            );
            i += zeros >= 3 ? zeros : 1;
        }
        var counts = new int[19];
        foreach (var run in runs)
            counts[run.Symbol]++;
        var codeLengths = Huffman.Lengths(counts, 7);
        var codes = Huffman.Codes(codeLengths);
        bits.Write(286 - 257, 5);
        bits.Write(30 - 1, 5);
        bits.Write(19 - 4, 4);
        foreach (var symbol in CodeOrder)
            bits.Write(codeLengths[symbol], 3);
        foreach (var (symbol, extra, extraBits) in runs)
        {
            bits.Write(codes[symbol], codeLengths[symbol]);
            bits.Write(extra, extraBits);
        }
    }

    private static int LengthCode(int length) => Floor(LengthBase, length);

    private static int DistanceCode(int distance) => Floor(DistanceBase, distance);

    private static int Floor(int[] bases, int value) =>
        Array.BinarySearch(bases, value) is var at && at >= 0 ? at : ~at - 1;

    private static uint Adler32(ReadOnlySpan<byte> input)
    {
        uint a = 1,
            b = 0;
        foreach (var value in input)
            (a, b) = ((a + value) % 65_521, (b + (a + value) % 65_521) % 65_521);
        return b << 16 | a;
    }
}

/// <summary>Bits from the lowest up, as RFC 1951 packs them.</summary>
internal sealed class BitWriter
{
    private ulong _pending;
    private int _count;

    public List<byte> Bytes { get; } = [];

    public void Write(int value, int count)
    {
        _pending |= (ulong)value << _count;
        for (_count += count; _count >= 8; _count -= 8, _pending >>= 8)
            Bytes.Add((byte)_pending);
    }

    public void Flush()
    {
        if (_count > 0)
            Bytes.Add((byte)_pending);
        (_pending, _count) = (0, 0);
    }
}
