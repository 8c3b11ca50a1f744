using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Server.Opening;
using Trading.Server.Storage;
using Xunit.Abstractions;

namespace Trading.Server.Tests.Storage;

/// <summary>
/// The fault table of parts and manifests: every write point fails, tears, or is the last thing that the process does.
/// </summary>
public sealed class FileFaultTests(ITestOutputHelper output)
{
    private const string Upload = "ab00000000000000000000000000000000000000000000000000000000000000";

    public static TheoryData<DiskFault, bool> Faults() =>
        new()
        {
            { DiskFault.Failed, false },
            { DiskFault.Torn, false },
            { DiskFault.FailedButDone, false },
            { DiskFault.Failed, true },
            { DiskFault.Torn, true },
            { DiskFault.FailedButDone, true },
        };

    [Theory, MemberData(nameof(Faults))]
    public async Task A_part_is_whole_or_absent_and_can_be_sent_again(DiskFault fault, bool dies)
    {
        var part = RandomNumberGenerator.GetBytes(ChunkedPayload.SealedChunkBytes * 2 + 5);
        var root = PartRoots.Of(Suite.P256, part);
        await EachPointAsync(
            fault,
            dies,
            least: 7,
            async (folder, disk) =>
            {
                var store = new BlobStore(folder, Suite.P256, disk);
                var arrival = await TryAsync(() =>
                    store.PutAsync(Upload, root, part.Length, new MemoryStream(part), default)
                );
                if (arrival == PartArrival.Stored)
                    Assert.Equal(PartState.Whole, store.Read(Upload, root, out _)); // what was said to be stored is

                disk.IsWell = true;
                var next = dies ? new BlobStore(folder, Suite.P256) : store;
                Assert.NotEqual(PartState.Damaged, next.Read(Upload, root, out var read));
                Assert.Equal(next.Has(Upload, root), read.Length > 0);
                Assert.Equal(
                    PartArrival.Stored,
                    await next.PutAsync(Upload, root, part.Length, new MemoryStream(part), default)
                );
                Assert.Equal(PartState.Whole, next.Read(Upload, root, out read));
                Assert.Equal(part, read);
                _ = new BlobStore(folder, Suite.P256);
                Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
            }
        );
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_manifest_is_whole_or_absent_and_can_be_declared_again(DiskFault fault, bool dies)
    {
        var manifest = new UploadManifest(
            false,
            new string('a', 32),
            "1",
            RandomNumberGenerator.GetBytes(500),
            [
                [new byte[32]],
            ]
        );
        await EachPointAsync(
            fault,
            dies,
            least: 6,
            async (folder, disk) =>
            {
                var store = new UploadStore(folder, disk);
                if (await TryAsync(() => store.DeclareAsync(Upload, manifest)) == true)
                    Assert.Equal(PartState.Whole, store.Read(Upload, out _));

                disk.IsWell = true;
                var next = dies ? new UploadStore(folder) : store;
                Assert.NotEqual(PartState.Damaged, next.Read(Upload, out _));
                Assert.True(await next.DeclareAsync(Upload, manifest));
                foreach (var seen in new[] { next, new UploadStore(folder) })
                    Assert.Equal(manifest.ToBytes(), seen.Find(Upload)!.ToBytes());
                Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
            }
        );
    }

    private async Task EachPointAsync(DiskFault fault, bool dies, int least, Func<string, FaultyDisk, Task> story)
    {
        var point = 0;
        for (var struck = true; struck; point++)
        {
            using var folder = new TemporaryFolder();
            var disk = new FaultyDisk(fault, dies, point);
            await story(folder.Path, disk);
            struck = disk.HasStruck;
        }
        output.WriteLine($"{fault}, dies: {dies}: {point - 1} points");
        Assert.InRange(point - 1, least, 50);
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> act)
        where T : struct
    {
        try
        {
            return await act();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
