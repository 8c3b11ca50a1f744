using System.Collections.Concurrent;
using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// The RFC 6962 tree of each stream, grown from the log's leaf hashes when somebody asks. A cache: losing it costs one
/// read.
/// </summary>
public sealed class StreamTrees(IEventLog log, Suite suite)
{
    private const int PageLeaves = 8_192;
    private readonly ConcurrentDictionary<string, Grown> trees = new(StringComparer.Ordinal);

    /// <summary>Root of the first <paramref name="size"/> leaves, which must exist.</summary>
    public Task<byte[]> RootAsync(string stream, long size) => WithAsync(stream, size, tree => tree.Root(size));

    /// <summary>
    /// Proof that the first <paramref name="from"/> leaves are a prefix of the first <paramref name="to"/>.
    /// </summary>
    public Task<byte[][]> ConsistencyAsync(string stream, long from, long to) =>
        WithAsync(stream, to, tree => tree.ConsistencyProof(from, to));

    /// <summary>
    /// Proof that a leaf stands at its index in the tree of the first <paramref name="size"/> leaves.
    /// </summary>
    public Task<byte[][]> InclusionAsync(string stream, long index, long size) =>
        WithAsync(stream, size, tree => tree.InclusionProof(index, size));

    private async Task<T> WithAsync<T>(string stream, long size, Func<MerkleTree, T> ask)
    {
        var grown = trees.GetOrAdd(stream, _ => new Grown(new MerkleTree(suite), new SemaphoreSlim(1, 1)));
        await grown.Gate.WaitAsync();
        try
        {
            while (grown.Tree.Size < size)
            {
                var leaves = await log.ReadLeavesAsync(stream, grown.Tree.Size, PageLeaves);
                if (leaves.Count == 0)
                    throw new InvalidDataException($"{stream} has {grown.Tree.Size} leaves, not {size}");
                foreach (var leaf in leaves)
                    grown.Tree.Append(leaf);
            }
            return ask(grown.Tree);
        }
        finally
        {
            grown.Gate.Release();
        }
    }

    private sealed record Grown(MerkleTree Tree, SemaphoreSlim Gate);
}
