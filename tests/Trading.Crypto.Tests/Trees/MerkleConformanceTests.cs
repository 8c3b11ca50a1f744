using System.Text.Json;

namespace Trading.Crypto.Tests.Trees;

/// <summary>
/// Inclusion and consistency probes of transparency-dev/merkle: whatever they call an error is refused, the rest is
/// accepted.
/// </summary>
public sealed class MerkleConformanceTests
{
    [Fact]
    public void Inclusion_probes_end_as_they_say() =>
        Probe("inclusion", ["leafIdx", "treeSize", "root", "leafHash", "proof", "desc", "wantErr"], Inclusion);

    [Fact]
    public void Consistency_probes_end_as_they_say() =>
        Probe("consistency", ["size1", "size2", "root1", "root2", "proof", "desc", "wantErr"], Consistency);

    private static bool Inclusion(JsonElement probe) =>
        MerkleProof.VerifyInclusion(
            Suite.P256,
            Number(probe, "leafIdx"),
            Number(probe, "treeSize"),
            Base64(probe, "leafHash"),
            Proof(probe),
            Base64(probe, "root")
        );

    private static bool Consistency(JsonElement probe) =>
        MerkleProof.VerifyConsistency(
            Suite.P256,
            Number(probe, "size1"),
            Number(probe, "size2"),
            Base64(probe, "root1"),
            Base64(probe, "root2"),
            Proof(probe)
        );

    private static void Probe(string kind, string[] keys, Func<JsonElement, bool> verify)
    {
        if (Vectors.Folder is null)
        {
            Console.WriteLine($"not run: no vectors folder for merkle/{kind}");
            return;
        }
        var files = Directory.GetFiles(
            Path.Combine(Vectors.Folder, "merkle", kind),
            "*.json",
            SearchOption.AllDirectories
        );
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var probe = document.RootElement;
            Assert.All(probe.EnumerateObject(), property => Assert.Contains(property.Name, keys));
            var accepted = verify(probe);
            Assert.True(accepted != probe.GetProperty("wantErr").GetBoolean(), file);
        }
    }

    // Probes write −1 as 2^64 − 1.
    private static long Number(JsonElement probe, string name) => unchecked((long)probe.GetProperty(name).GetUInt64());

    private static byte[] Base64(JsonElement probe, string name) => probe.GetProperty(name).GetBytesFromBase64();

    private static byte[][] Proof(JsonElement probe) =>
        probe.GetProperty("proof") is { ValueKind: JsonValueKind.Array } items
            ? [.. items.EnumerateArray().Select(item => item.GetBytesFromBase64())]
            : [];
}
