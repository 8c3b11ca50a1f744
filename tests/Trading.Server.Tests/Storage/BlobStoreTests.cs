using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Server.Opening;
using Trading.Server.Storage;

namespace Trading.Server.Tests.Storage;

public sealed class BlobStoreTests : IDisposable
{
    private const string Upload = "ab00000000000000000000000000000000000000000000000000000000000000";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private BlobStore Open() => new(Directory.CreateDirectory(folder["blobs"]).FullName, Suite.P256);

    [Theory]
    [InlineData(16)]
    [InlineData(ChunkedPayload.SealedChunkBytes)]
    [InlineData(ChunkedPayload.SealedChunkBytes + 1)]
    [InlineData(ChunkedPayload.PartBytes)]
    public async Task A_part_comes_back_as_it_was_sent(int size)
    {
        var (store, part) = (Open(), RandomNumberGenerator.GetBytes(size));
        var root = PartRoots.Of(Suite.P256, part);
        Assert.Equal(PartState.Missing, store.Read(Upload, root, out _));
        Assert.Equal(PartArrival.Stored, await store.PutAsync(Upload, root, size, new Trickle(part), default));
        Assert.True(store.Has(Upload, root));
        Assert.Equal(PartState.Whole, Open().Read(Upload, root, out var read));
        Assert.Equal(part, read);
    }

    [Fact]
    public async Task Other_bytes_and_other_lengths_leave_nothing_behind()
    {
        var (store, part) = (Open(), RandomNumberGenerator.GetBytes(1_000));
        Assert.Equal(
            PartArrival.OtherBytes,
            await store.PutAsync(Upload, new byte[32], 1_000, new MemoryStream(part), default)
        );
        Assert.Equal(
            PartArrival.WrongLength,
            await store.PutAsync(Upload, PartRoots.Of(Suite.P256, part), 999, new MemoryStream(part), default)
        );
        Assert.Equal(
            PartArrival.WrongLength,
            await store.PutAsync(Upload, PartRoots.Of(Suite.P256, part), 1_001, new MemoryStream(part), default)
        );
        Assert.Empty(Directory.EnumerateFiles(folder["blobs"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_nothing_and_the_part_may_be_sent_again()
    {
        var (store, part) = (Open(), RandomNumberGenerator.GetBytes(200_000));
        var root = PartRoots.Of(Suite.P256, part);
        await Assert.ThrowsAsync<IOException>(() =>
            store.PutAsync(Upload, root, part.Length, new Trickle(part, breaksAt: 100_000), default)
        );
        Assert.Empty(Directory.EnumerateFiles(folder["blobs"], "*", SearchOption.AllDirectories));
        Assert.Equal(
            PartArrival.Stored,
            await store.PutAsync(Upload, root, part.Length, new MemoryStream(part), default)
        );
    }

    [Fact]
    public async Task The_same_part_may_arrive_many_times_at_once()
    {
        var (store, part) = (Open(), RandomNumberGenerator.GetBytes(300_000));
        var root = PartRoots.Of(Suite.P256, part);
        var arrivals = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => store.PutAsync(Upload, root, part.Length, new Trickle(part), default))
        );
        Assert.All(arrivals, arrival => Assert.Equal(PartArrival.Stored, arrival));
        Assert.Single(Directory.EnumerateFiles(folder["blobs"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Damage_on_the_disk_is_found_when_the_part_is_read()
    {
        var (store, part) = (Open(), RandomNumberGenerator.GetBytes(1_000));
        var root = PartRoots.Of(Suite.P256, part);
        await store.PutAsync(Upload, root, part.Length, new MemoryStream(part), default);
        var path = Directory.EnumerateFiles(folder["blobs"], "*", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(path, [.. part[..^1], (byte)(part[^1] ^ 1)]);
        Assert.Equal(PartState.Damaged, store.Read(Upload, root, out _));
        File.WriteAllBytes(path, []);
        Assert.Equal(PartState.Damaged, store.Read(Upload, root, out _));
    }

    [Fact]
    public async Task Parts_of_one_upload_are_unknown_to_another()
    {
        var (store, part) = (Open(), RandomNumberGenerator.GetBytes(100));
        var root = PartRoots.Of(Suite.P256, part);
        await store.PutAsync(Upload, root, part.Length, new MemoryStream(part), default);
        Assert.False(store.Has("cd" + Upload[2..], root));
    }

    [Fact]
    public void What_a_crash_left_half_written_is_gone_at_the_next_start()
    {
        Directory.CreateDirectory(folder["blobs/ab"]);
        File.WriteAllText(folder["blobs/ab/x.tmp"], "half");
        Open();
        Assert.False(File.Exists(folder["blobs/ab/x.tmp"]));
    }

    [Fact]
    public async Task A_part_is_taken_chunk_by_chunk_and_never_held_as_a_whole()
    {
        var (store, part) = (Open(), RandomNumberGenerator.GetBytes(ChunkedPayload.PartBytes));
        var root = PartRoots.Of(Suite.P256, part);
        var body = new Trickle(part);
        await store.PutAsync(Upload, root, part.Length, body, default);
        Assert.InRange(body.LargestBuffer, 1, ChunkedPayload.SealedChunkBytes);
    }

    [Fact]
    public async Task A_manifest_survives_a_restart_and_the_first_one_stands()
    {
        var path = Directory.CreateDirectory(folder["uploads"]).FullName;
        var manifest = new UploadManifest(
            false,
            new string('a', 32),
            "1",
            [1, 2],
            [
                [new byte[32]],
                [new byte[32], new byte[32]],
            ]
        );
        Assert.True(await new UploadStore(path).DeclareAsync(Upload, manifest));
        var again = new UploadStore(path);
        Assert.True(await again.DeclareAsync(Upload, manifest with { Statement = [9] }));
        var found = again.Find(Upload)!;
        Assert.Equal(manifest.Statement, found.Statement);
        Assert.Equal([1, 2], found.PartRoots.Select(roots => roots.Length));
        Assert.Equal((manifest.Session, "1"), again.LotOf(Upload));
        Assert.Null(again.Find(new string('0', 64)));
    }

    /// <summary>A body that comes in odd pieces, and may break.</summary>
    private sealed class Trickle(byte[] bytes, int breaksAt = int.MaxValue) : Stream
    {
        private int offset;

        public int LargestBuffer { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LargestBuffer = Math.Max(LargestBuffer, buffer.Length);
            if (offset >= breaksAt)
                throw new IOException("the connection broke");
            var count = Math.Min(Math.Min(buffer.Length, 5_003), bytes.Length - offset);
            bytes.AsMemory(offset, count).CopyTo(buffer);
            offset += count;
            return new(count);
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
