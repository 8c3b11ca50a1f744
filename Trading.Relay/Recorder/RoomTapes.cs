using System.Globalization;
using Trading.Crypto;
using Trading.Media.Recording;

namespace Trading.Relay.Recorder;

/// <summary>The recording of one room: its queue, its files, its heads. Of the recorder's thread.</summary>
internal sealed class RoomTapes : IDisposable
{
    private const long FlushMicros = 250_000;
    private const long HeadsMicros = 5_000_000;

    private readonly RecordingStart start;
    private readonly HeadsFile heads;
    private readonly List<Tape> tapes = [];
    private readonly List<UntoldHeads> finished = [];
    private uint lastNumber;
    private long flushedAt;
    private long headsAt;
    private long toldAt;
    private long finishedBytes;
    private bool isPaused;
    private bool isTold = true;

    private RoomTapes(RecordingStart start, long now)
    {
        this.start = start;
        (flushedAt, headsAt, toldAt, BegunAt) = (now, now, now, now);
        heads = new HeadsFile(start.Folder, start.Key.Suite, start.RoomId, start.LastTold);
    }

    public TapQueue Queue { get; } = new();

    public long BegunAt { get; }

    /// <summary>Set by whoever wants it to end; done when all is on the disk and told.</summary>
    public TaskCompletionSource? Ending { get; set; }

    public string Problem { get; private set; } = "";

    public RecordingState State(long now) =>
        new(
            tapes.Count,
            finishedBytes + tapes.Sum(t => t.Length),
            Queue.Lost,
            isPaused,
            Problem,
            isTold ? 0 : (int)((now - toldAt) / 1_000_000)
        );

    /// <summary>
    /// Opens the folder. Files of an earlier process are finished: browsers come back with other sources, so none of
    /// them goes on. The rest of the second that the crash cut is a gap that says so.
    /// </summary>
    /// <exception cref="ArgumentException">The key is not that of a file, or the heads are another room's.</exception>
    public static RoomTapes Open(RecordingStart start, long now)
    {
        Directory.CreateDirectory(start.Folder);
        var tapes = new RoomTapes(start, now);
        try
        {
            if (tapes.heads.Room is { } room && !room.AsSpan().SequenceEqual(start.RoomId))
                throw new ArgumentException("The heads are of another room.", nameof(start));
            foreach (var path in Directory.GetFiles(start.Folder, "*.tape").Order(StringComparer.Ordinal))
                tapes.Resume(path);
            return tapes;
        }
        catch
        {
            tapes.Dispose();
            throw;
        }
    }

    /// <summary>One turn: what waits is written; what is due is flushed and told. True where it is over.</summary>
    public bool Turn(long now)
    {
        Queue.Drain(Take);
        if (now - flushedAt >= FlushMicros)
        {
            flushedAt = now;
            foreach (var tape in tapes)
                Guard(tape, t => t.Flush(now));
        }
        if (Ending is not null)
            foreach (var tape in tapes.ToArray())
                Finish(tape, now);
        else if (now - headsAt < HeadsMicros)
            return false;
        headsAt = now;
        Mend(now);
        WriteHeads(now);
        return Ending is not null && isTold && tapes.Count == 0;
    }

    public void Dispose()
    {
        tapes.ForEach(t => t.Dispose());
        heads.Dispose();
    }

    private void WriteHeads(long now)
    {
        foreach (var tape in tapes)
            Guard(tape, t => t.Sync(now));
        try
        {
            heads.Write(now, [.. finished, .. tapes.Select(t => t.Heads).OfType<UntoldHeads>()]);
            finished.RemoveAll(f => f.Next() is null);
            isTold = heads.TryTell(start.Told);
            if (isTold)
                toldAt = now;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The disk, or whoever is told: the same again in five seconds.
            isTold = false;
            Problem = exception.Message;
        }
    }

    private void Take(in TapEntry entry, ReadOnlySpan<byte> packet)
    {
        var at = entry.At;
        switch (entry.Word)
        {
            case TapWord.Begin:
                Begin(entry.Stream, at);
                break;
            case TapWord.Packet:
                TakePacket(entry.Stream, at, packet);
                break;
            case TapWord.Report:
                foreach (var tape in tapes)
                    if (tape.Stream.Ssrc == entry.Stream.Ssrc && tape.Stream.Track == entry.Stream.Track)
                        tape.Report(at, entry.Ntp, entry.Rtp);
                break;
            case TapWord.End:
                var ended = entry.Stream.Track;
                foreach (var tape in tapes.Where(t => t.Stream.Track == ended).ToArray())
                    Finish(tape, at);
                break;
            default:
                Mark(entry);
                break;
        }
    }

    private void Mark(TapEntry entry)
    {
        if (entry.Word == TapWord.Paused)
            isPaused = entry.IsOn;
        foreach (var tape in tapes)
            Guard(
                tape,
                t =>
                {
                    if (entry.Word == TapWord.Paused)
                        t.Pause(entry.At, entry.IsOn);
                    else if (entry.Word == TapWord.Lost)
                        t.Lost((long)entry.Ntp, entry.At);
                    else if (t.Stream.Track == entry.Stream.Track && entry.Word == TapWord.Muted)
                        t.Mute(entry.At, entry.IsOn);
                    else if (t.Stream.Track == entry.Stream.Track)
                        t.Silence(entry.At, entry.IsOn);
                }
            );
    }

    private void TakePacket(in TappedStream stream, long at, ReadOnlySpan<byte> packet)
    {
        var found = -1;
        for (var i = 0; i < tapes.Count; i++)
            if (tapes[i].Stream.Ssrc == stream.Ssrc && tapes[i].Stream.Track == stream.Track)
                found = i;
        if (found >= 0 && tapes[found].IsFull)
        {
            Finish(tapes[found], at);
            found = -1;
        }
        // Its beginning was lost, or the file before it is full.
        if (found < 0 && Begin(stream, at) is null)
            return;
        var tape = tapes[found < 0 ? ^1 : found];
        try
        {
            tape.Packet(at, packet);
        }
        catch (IOException exception)
        {
            Broke(tape, exception);
        }
    }

    private Tape? Begin(in TappedStream stream, long at)
    {
        if (lastNumber == TapeHeader.MostTracks)
        {
            Problem = $"a room has at most {TapeHeader.MostTracks} tracks";
            return null;
        }
        var header = new TapeHeader(
            start.Key.Suite,
            start.RoomId,
            ++lastNumber,
            (TapeKind)stream.Kind,
            stream.Source,
            stream.Ssrc,
            stream.PayloadType,
            at,
            start.Key.SealOf(start.RoomId)
        );
        try
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{header.Track:0000}.tape");
            var tape = Tape.Begin(Path.Combine(start.Folder, name), header, start.Key, stream);
            tapes.Add(tape);
            if (isPaused)
                tape.Pause(at, true);
            return tape;
        }
        catch (IOException exception)
        {
            Problem = exception.Message;
            return null;
        }
    }

    private void Finish(Tape tape, long at)
    {
        if (!Guard(tape, t => t.Finish(at)) || tape.IsBroken)
            return;
        finishedBytes += tape.Length;
        finished.Add(tape.Heads!);
        tapes.Remove(tape);
        tape.Dispose();
    }

    private bool Guard(Tape tape, Action<Tape> act)
    {
        try
        {
            act(tape);
            return true;
        }
        catch (IOException exception)
        {
            Broke(tape, exception);
            return false;
        }
    }

    private void Broke(Tape tape, IOException exception)
    {
        Problem = exception.Message;
        tape.Break();
    }

    private void Mend(long now)
    {
        foreach (var tape in tapes.Where(t => t.IsBroken).ToArray())
            try
            {
                if (tape.TryMend(now, heads.LastOf(tape.Number)))
                    continue;
                // It is kept as it is; the next packet begins another file.
                tapes.Remove(tape);
                tape.Dispose();
            }
            catch (IOException exception)
            {
                Broke(tape, exception);
            }
    }

    private void Resume(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var number = NumberOf(path);
        var resume = TapeResume.Look(file, start.Key, heads.LastOf(number));
        lastNumber = Math.Max(lastNumber, number);
        switch (resume.State)
        {
            case TapeState.Empty:
                // Without a whole header nothing was recorded, and no head names it.
                file.Dispose();
                File.Delete(path);
                break;
            case TapeState.Damaged:
                Problem = $"{Path.GetFileName(path)}: {resume.Problem}";
                break;
            case TapeState.Finished:
                finished.Add(resume.Untold!);
                break;
            default:
                // What was in memory is lost, how much nobody knows: the rest of its second is the gap.
                var end = (resume.RecordedMillis / TapeFormat.SecondMillis + 1) * TapeFormat.SecondMillis;
                using (var writer = resume.Continue(Entropy.System, GapCause.Crash, end))
                {
                    writer.Finish(end);
                    file.Flush(flushToDisk: true);
                    finished.Add(writer.Heads);
                }
                break;
        }
    }

    // Names are ours; a file of another name is another's, and has no number.
    private static uint NumberOf(string path) =>
        uint.TryParse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
