using Trading.Crypto;
using Trading.Media.Recording;

namespace Trading.Relay.Recorder;

/// <summary>
/// The file of one layer of one track, as it is written. Where the disk takes nothing, the writer is thrown away and
/// tried again every few seconds; what is missing has the cause Disk.
/// </summary>
internal sealed class Tape : IDisposable
{
    private readonly string path;
    private readonly TapeKey key;
    private readonly long startedAt;
    private FileStream? file;
    private TapeWriter? writer;
    private bool isMuted;
    private bool isSilent;
    private bool isPaused;
    private GapCause? cause;

    private Tape(string path, TapeKey key, TappedStream stream, FileStream file, TapeWriter writer)
    {
        (this.path, this.key, Stream, this.file, this.writer) = (path, key, stream, file, writer);
        startedAt = writer.Header.StartedAt;
    }

    public TappedStream Stream { get; }

    /// <summary>What is not told of it; empty while its disk is gone.</summary>
    public UntoldHeads? Heads => writer?.Heads;

    public uint Number { get; private init; }

    public bool IsFull => writer?.IsFull ?? false;

    public bool IsBroken => writer is null;

    public long Length => file?.Length ?? 0;

    public static Tape Begin(string path, TapeHeader header, TapeKey key, TappedStream stream)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var writer = TapeWriter.Begin(header, key, file, Entropy.System);
            return new Tape(path, key, stream, file, writer) { Number = header.Track };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Packet(long at, ReadOnlySpan<byte> rtp)
    {
        // The relay says it half a second later.
        if (isSilent)
            Silence(at, false);
        if (cause is null)
            writer?.Packet(Millis(at), rtp);
    }

    public void Report(long at, ulong ntp, uint rtp)
    {
        if (cause is null)
            writer?.Report(Millis(at), ntp, rtp);
    }

    public void Mute(long at, bool isOn) => Change(at, ref isMuted, isOn);

    public void Silence(long at, bool isOn) => Change(at, ref isSilent, isOn);

    public void Pause(long at, bool isOn) => Change(at, ref isPaused, isOn);

    /// <summary>Entries between the two were lost.</summary>
    public void Lost(long from, long to)
    {
        if (cause is not null || writer is null)
            return;
        writer.BeginGap(Millis(from), GapCause.Disk);
        writer.EndGap(Millis(to));
    }

    /// <summary>Seals what came and gives it to the system.</summary>
    public void Flush(long at)
    {
        writer?.Flush(Millis(at));
        file?.Flush();
    }

    /// <summary>As <see cref="Flush"/>, down to the disk: heads may be told afterwards.</summary>
    public void Sync(long at)
    {
        Flush(at);
        file?.Flush(flushToDisk: true);
    }

    public void Finish(long at)
    {
        writer?.Finish(Millis(at));
        file?.Flush(flushToDisk: true);
    }

    /// <summary>The disk took nothing: what is in memory is lost.</summary>
    public void Break()
    {
        writer?.Dispose();
        writer = null;
        try
        {
            file?.Dispose();
        }
        catch (IOException)
        {
            // What could not be written before cannot be written now either.
        }
        file = null;
    }

    /// <summary>Goes on with the file; false where it cannot be gone on with, and a new one is needed.</summary>
    public bool TryMend(long at, TrackHeads? told)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var resume = TapeResume.Look(file, key, told);
        if (resume.State != TapeState.Ready)
            return false;
        writer = resume.Continue(Entropy.System, GapCause.Disk, Millis(at));
        if (cause is { } still)
            writer.BeginGap(Millis(at), still);
        return true;
    }

    public void Dispose() => Break();

    private void Change(long at, ref bool flag, bool isOn)
    {
        flag = isOn;
        GapCause? next =
            isPaused ? GapCause.Paused
            : isMuted ? GapCause.Muted
            : isSilent ? GapCause.Network
            : null;
        if (next == cause)
            return;
        cause = next;
        if (next is { } begun)
            writer?.BeginGap(Millis(at), begun);
        else
            writer?.EndGap(Millis(at));
    }

    private long Millis(long at) => (at - startedAt) / 1_000;
}
