using System.Buffers.Binary;
using Trading.Crypto;
using Trading.Media.Audits;
using Trading.Media.Recording;

namespace Trading.Relay.Recorder;

/// <summary>
/// The file <c>recordings.heads</c> of a room: each value behind its length. A value is there, on the disk, before
/// anybody is told of it; what a crash tore off its end was told to nobody and is cut. Source: docs/spec/recording.md,
/// "Heads".
/// </summary>
internal sealed class HeadsFile : IDisposable
{
    private const string Name = "recordings.heads";

    private readonly FileStream file;
    private readonly HeadsClerk clerk;
    private readonly List<RecordingHeads> values = [];
    private readonly Queue<RecordingHeads> untold = new();

    public HeadsFile(string folder, Suite suite, byte[] room, long lastTold)
    {
        file = new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Read();
        foreach (var value in values.Where(v => v.Number > lastTold))
            untold.Enqueue(value);
        clerk = new HeadsClerk(suite, room, values.Count > 0 ? values[^1] : null);
    }

    /// <summary>What was told of a track last, or null.</summary>
    public TrackHeads? LastOf(uint track) => values.SelectMany(v => v.Tracks).LastOrDefault(t => t.Track == track);

    /// <summary>Room that the values are of; null where there is none.</summary>
    public byte[]? Room => values.Count > 0 ? values[0].Room : null;

    /// <summary>Writes what is new of the tracks, whose files are on the disk up to there.</summary>
    public void Write(long at, IReadOnlyList<UntoldHeads> tracks)
    {
        while (clerk.Next(at, tracks) is { } value)
        {
            var before = file.Position;
            try
            {
                file.Write(HeadsBook.Entry(value));
                file.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                // Half of a value would be in the way of the next one.
                file.SetLength(before);
                throw;
            }
            clerk.Told(value, tracks);
            values.Add(value);
            untold.Enqueue(value);
        }
    }

    /// <summary>Tells values in order until one is not taken; true where none is left.</summary>
    public bool TryTell(Func<RecordingHeads, bool> told)
    {
        while (untold.TryPeek(out var value))
        {
            if (!told(value))
                return false;
            untold.Dequeue();
        }
        return true;
    }

    public void Dispose() => file.Dispose();

    private void Read()
    {
        Span<byte> length = stackalloc byte[4];
        while (true)
        {
            var at = file.Position;
            if (file.ReadAtLeast(length, 4, throwOnEndOfStream: false) == 4)
            {
                var bytes = new byte[Math.Min(BinaryPrimitives.ReadUInt32BigEndian(length), RecordingHeads.MostBytes)];
                if (
                    file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
                    && RecordingHeads.TryParse(bytes, out var value)
                )
                {
                    values.Add(value!);
                    continue;
                }
            }
            file.SetLength(at);
            file.Position = at;
            return;
        }
    }
}
