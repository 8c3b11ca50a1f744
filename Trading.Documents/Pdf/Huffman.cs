namespace Trading.Documents.Pdf;

/// <summary>Canonical prefix codes of RFC 1951.</summary>
internal static class Huffman
{
    /// <summary>
    /// Code lengths for counts, none longer than <paramref name="limit"/>. The two lightest nodes are joined until one
    /// is left; among equal weights the earlier made node goes first (leaves by symbol, then joins in order). Too deep
    /// a tree is built again from halved counts, rounded up. One symbol gets one bit.
    /// </summary>
    public static int[] Lengths(int[] counts, int limit)
    {
        for (var weights = counts; ; weights = [.. weights.Select(c => (c + 1) / 2)])
        {
            var lengths = Depths(weights);
            if (lengths.Max() <= limit)
                return lengths;
        }
    }

    /// <summary>The code of each symbol, bits reversed for a writer that begins at the lowest.</summary>
    public static int[] Codes(int[] lengths)
    {
        var (codes, code) = (new int[lengths.Length], 0);
        for (var length = 1; length <= 15; length++, code <<= 1)
        for (var symbol = 0; symbol < lengths.Length; symbol++)
            if (lengths[symbol] == length)
                codes[symbol] = Reverse(code++, length);
        return codes;
    }

    private static int[] Depths(int[] counts)
    {
        var parents = new int[counts.Length * 2];
        var queue = new PriorityQueue<int, (long Weight, int Node)>();
        for (var symbol = 0; symbol < counts.Length; symbol++)
            if (counts[symbol] > 0)
                queue.Enqueue(symbol, (counts[symbol], symbol));
        var lengths = new int[counts.Length];
        if (queue.Count == 1)
            lengths[queue.Peek()] = 1;
        if (queue.Count < 2)
            return lengths;
        var next = counts.Length;
        for (; queue.Count > 1; next++)
        {
            queue.TryDequeue(out var left, out var leftKey);
            queue.TryDequeue(out var right, out var rightKey);
            (parents[left], parents[right]) = (next, next);
            queue.Enqueue(next, (leftKey.Weight + rightKey.Weight, next));
        }
        for (var symbol = 0; symbol < counts.Length; symbol++)
            if (counts[symbol] > 0)
                for (var node = symbol; node != next - 1; node = parents[node])
                    lengths[symbol]++;
        return lengths;
    }

    private static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (; length > 0; length--, code >>= 1)
            reversed = reversed << 1 | code & 1;
        return reversed;
    }
}
