using System.Collections.Concurrent;
using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>
/// What was declared about an upload: where it goes, its signed statement, and the roots of its parts by section.
/// </summary>
/// <param name="IsWithdrawal">A statement without parts.</param>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="Statement">The signed header, or the signed withdrawal.</param>
/// <param name="PartRoots">For each section, the roots of its parts.</param>
public sealed record UploadManifest(
    bool IsWithdrawal,
    string Session,
    string Lot,
    byte[] Statement,
    IReadOnlyList<byte[][]> PartRoots
)
{
    public byte[] ToBytes() =>
        new WireWriter()
            .Bool(IsWithdrawal)
            .Text(Session)
            .Text(Lot)
            .Bytes(Statement)
            .List(PartRoots, static (writer, roots) => writer.List(roots, static (w, root) => w.Fixed(root)))
            .ToArray();

    public static UploadManifest Parse(byte[] bytes)
    {
        var reader = new WireReader(bytes);
        var manifest = new UploadManifest(
            reader.Bool(),
            reader.Text(),
            reader.Text(),
            reader.Bytes(),
            reader.List(
                static (ref WireReader section) => section.List(static (ref WireReader r) => r.Fixed(Suite.HashBytes))
            )
        );
        reader.End();
        return manifest;
    }
}

/// <summary>
/// Manifests of uploads, one file each, durable before the upload is answered. An upload's id is the hash of its signed
/// statement, so declaring the same one twice is the same upload. Files lie in a folder per lot.
/// </summary>
public sealed class UploadStore
{
    /// <summary>
    /// Most uploads of a lot, withdrawals included: twice what the intake can take. Out of reach of few, see
    /// <see cref="PersonalLimits"/>.
    /// </summary>
    public const int MostPerLot = 131_072;
    private readonly string folder;
    private readonly Disk disk;
    private readonly ConcurrentDictionary<string, string> lots = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public UploadStore(string folder, Disk? disk = null)
    {
        (this.folder, this.disk) = (folder, disk ?? Disk.Real);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (path.EndsWith(".tmp", StringComparison.Ordinal))
                File.Delete(path);
            else
                Remember(Path.GetFileName(path), Path.GetFileName(Path.GetDirectoryName(path)!));
        }
    }

    /// <summary>
    /// Keeps a manifest; false when the lot has no room for another. What was declared first stands, unless the disk
    /// lost it: the same statement has one manifest only, so whoever declares it again puts it back.
    /// </summary>
    public async Task<bool> DeclareAsync(string upload, UploadManifest manifest)
    {
        if (lots.TryGetValue(upload, out var known))
        {
            if (Read(upload, out _) != PartState.Whole)
                await disk.WriteWholeAsync(Path.Combine(OwnerOnly.Folder(folder, known), upload), manifest.ToBytes());
            return true;
        }
        var lot = $"{manifest.Session}.{manifest.Lot}";
        if (counts.GetValueOrDefault(lot) >= MostPerLot)
            return false;
        await disk.WriteWholeAsync(Path.Combine(OwnerOnly.Folder(folder, lot), upload), manifest.ToBytes());
        Remember(upload, lot);
        return true;
    }

    /// <summary>Session and lot of an upload, or null.</summary>
    public (string Session, string Lot)? LotOf(string upload) =>
        lots.TryGetValue(upload, out var lot) ? (lot[..lot.IndexOf('.')], lot[(lot.IndexOf('.') + 1)..]) : null;

    public UploadManifest? Find(string upload) =>
        lots.TryGetValue(upload, out var lot)
            ? UploadManifest.Parse(File.ReadAllBytes(Path.Combine(folder, lot, upload)))
            : null;

    /// <summary>A manifest as the disk has it now: a lost or damaged one is an answer here, not an exception.</summary>
    public PartState Read(string upload, out UploadManifest? manifest)
    {
        manifest = null;
        try
        {
            manifest = Find(upload);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return PartState.Missing;
        }
        catch (Exception damaged) when (damaged is IOException or WireException or UnauthorizedAccessException)
        {
            return PartState.Damaged;
        }
        return manifest is null ? PartState.Missing : PartState.Whole;
    }

    private void Remember(string upload, string lot)
    {
        if (lots.TryAdd(upload, lot))
            counts.AddOrUpdate(lot, 1, (_, count) => count + 1);
    }
}
