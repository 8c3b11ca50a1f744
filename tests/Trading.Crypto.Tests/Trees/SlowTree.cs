using System.Security.Cryptography;

namespace Trading.Crypto.Tests.Trees;

/// <summary>RFC 6962, section 2.1, word for word and slowly: the law beside the fast code.</summary>
internal static class SlowTree
{
    public static byte[] Leaf(byte[] data) => SHA256.HashData([0, .. data]);

    public static byte[] Root(byte[][] leaves) =>
        leaves.Length switch
        {
            0 => SHA256.HashData([]),
            1 => Leaf(leaves[0]),
            var n => SHA256.HashData([1, .. Root(leaves[..Split(n)]), .. Root(leaves[Split(n)..])]),
        };

    public static byte[][] Path(int m, byte[][] leaves)
    {
        if (leaves.Length == 1)
            return [];
        var k = Split(leaves.Length);
        return m < k ? [.. Path(m, leaves[..k]), Root(leaves[k..])] : [.. Path(m - k, leaves[k..]), Root(leaves[..k])];
    }

    public static byte[][] Proof(int m, byte[][] leaves) => Subproof(m, leaves, true);

    private static byte[][] Subproof(int m, byte[][] leaves, bool whole)
    {
        if (m == leaves.Length)
            return whole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return m <= k
            ? [.. Subproof(m, leaves[..k], whole), Root(leaves[k..])]
            : [.. Subproof(m - k, leaves[k..], false), Root(leaves[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (2 * k < n)
            k *= 2;
        return k;
    }
}
