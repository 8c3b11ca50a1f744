namespace Trading.Crypto;

/// <summary>
/// The three hashes of an RFC 6962 tree over a suite's hash: empty tree H(), leaf H(0x00 ‖ data), node H(0x01 ‖ left ‖
/// right). All are 32 bytes. The first byte keeps a leaf from ever being read as a node. Source: RFC 6962, section 2.1;
/// docs/spec/streams.md, "Trees".
/// </summary>
public static class TreeHash
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>Root of the tree without leaves: the hash of nothing.</summary>
    public static byte[] Empty(Suite suite) => suite.Hash([]);

    /// <summary>Hash of a leaf over its data, of any length.</summary>
    public static byte[] Leaf(Suite suite, ReadOnlySpan<byte> data)
    {
        if (data.Length == Suite.HashBytes)
        {
            var small = new byte[Suite.HashBytes];
            Leaf32(suite, data, small);
            return small;
        }
        using var hash = suite.BeginHash();
        hash.Append(LeafStart);
        hash.Append(data);
        return hash.Finish();
    }

    /// <summary>Hash of the node over two child hashes of 32 bytes.</summary>
    public static byte[] Node(Suite suite, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Suite.HashBytes];
        Node(suite, left, right, hash);
        return hash;
    }

    /// <summary>
    /// Writes the hash of the node over two child hashes; the destination may be one of the children.
    /// </summary>
    public static void Node(Suite suite, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Suite.HashBytes];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Suite.HashBytes)..]);
        suite.Hash(input, destination);
    }

    // What a running hash over a leaf begins with.
    internal static ReadOnlySpan<byte> LeafStart => [LeafPrefix];

    // Leaves of 32 bytes come by the ten thousand (slots), so they take no running hash.
    internal static void Leaf32(Suite suite, ReadOnlySpan<byte> data, Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[1 + Suite.HashBytes];
        input[0] = LeafPrefix;
        data.CopyTo(input[1..]);
        suite.Hash(input, destination);
    }
}
