using System.Buffers.Binary;
using Trading.Crypto;

namespace Trading.Media.Recording;

/// <summary>
/// Reads a track's file frame by frame and throws at nothing that stands in it: what is no second becomes a break, and
/// the next mark is looked for. Source: docs/spec/recording.md, "Reading".
/// </summary>
internal sealed class TapeScanner(Stream file, long limit)
{
    private const int BlockBytes = 1 << 16;
    private readonly long length = long.Min(file.Length, limit);
    private readonly byte[] frame = new byte[TapeFormat.MostFrameBytes];
    private readonly List<TapeSecond> seconds = [];
    private readonly List<TapeBreak> breaks = [];
    private long at;
    private byte[] mark = [];
    private TapeEnd? end;
    private byte[]? endHead;
    private long endAt = -1;

    public TapeScan Scan()
    {
        if (ReadHeader() is not { } header)
            return new TapeScan(length, null, [], [], null, null, -1, null);
        mark = header.Start()[..TapeFormat.MarkBytes];
        while (at < length)
            if (!ReadOne(header.Suite))
                SkipBroken();
        var hash = endAt < 0 ? null : HashOf(header.Suite, endAt);
        return new TapeScan(length, header, seconds, breaks, end, endHead, endAt, hash);
    }

    private TapeHeader? ReadHeader()
    {
        var head = new byte[TapeHeader.BodyAt + TapeHeader.MostBytes];
        if (!Fill(0, head.AsSpan(0, TapeHeader.BodyAt)))
            return null;
        var body = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(TapeHeader.LengthAt));
        if (body > TapeHeader.MostBytes || !Fill(TapeHeader.BodyAt, head.AsSpan(TapeHeader.BodyAt, (int)body)))
            return null;
        at = TapeHeader.BodyAt + body;
        return TapeHeader.TryParse(head.AsSpan(0, (int)at), out var header) ? header : null;
    }

    // Nothing may follow an End, and there is one: another is a break like anything else.
    private bool ReadOne(Suite suite)
    {
        if (endAt >= 0 || !TryFrame(at, out var type, out var body))
            return false;
        switch (type)
        {
            case TapeFrame.Begin when IsMarked(body):
                ReadSecond(suite);
                return true;
            case TapeFrame.End when IsMarked(body):
                endAt = at;
                end = new TapeEnd(BinaryPrimitives.ReadUInt32BigEndian(body[16..]), body[52..].ToArray());
                endHead = body[20..52].ToArray();
                at += TapeFormat.FrameHeadBytes + body.Length;
                return true;
            default:
                return false;
        }
    }

    private bool IsMarked(ReadOnlySpan<byte> body) => body[..TapeFormat.MarkBytes].SequenceEqual(mark);

    // Called at a Begin. Ends behind the Close, or in front of the first frame that cannot stand there.
    private void ReadSecond(Suite suite)
    {
        var begin = at;
        using var digest = suite.BeginHash();
        var read = new SecondFrames();
        byte[]? claimed = null;
        var close = begin;
        for (var frames = 0; claimed is null && TryFrame(at, out var type, out var body); frames++)
        {
            if (type == TapeFrame.Close)
                claimed = body.ToArray();
            else if (frames >= TapeFormat.MostFrames || !read.Take(type, body, at, frames == 0))
                break;
            else
            {
                digest.Append(frame.AsSpan(0, TapeFormat.FrameHeadBytes + body.Length));
                close = at + TapeFormat.FrameHeadBytes + body.Length;
            }
            at += TapeFormat.FrameHeadBytes + body.Length;
        }
        seconds.Add(new(read.Number, begin, close - begin, read.Salt, digest.Finish(), claimed, read.Parts, read.Gaps));
    }

    private void SkipBroken()
    {
        var from = at;
        at = FindMark(from + 1);
        if (breaks.Count > 0 && breaks[^1].Offset + breaks[^1].Length == from)
            breaks[^1] = breaks[^1] with { Length = at - breaks[^1].Offset };
        else
            breaks.Add(new(from, at - from));
    }

    private long FindMark(long from)
    {
        var block = new byte[BlockBytes];
        for (var start = from; start < length; start += BlockBytes - TapeFormat.MarkBytes + 1)
        {
            var part = block.AsSpan(0, (int)long.Min(BlockBytes, length - start));
            if (!Fill(start, part))
                break;
            for (var found = 0; ; found++)
            {
                var next = part[found..].IndexOf(mark);
                if (next < 0)
                    break;
                found += next;
                var frameAt = start + found - TapeFormat.FrameHeadBytes;
                if (
                    frameAt >= from
                    && TryFrame(frameAt, out var type, out _)
                    && type is TapeFrame.Begin or TapeFrame.End
                )
                    return frameAt;
            }
        }
        return length;
    }

    // The body lies in the buffer until the next call.
    private bool TryFrame(long offset, out TapeFrame type, out ReadOnlySpan<byte> body)
    {
        type = default;
        body = default;
        if (!Fill(offset, frame.AsSpan(0, TapeFormat.FrameHeadBytes)))
            return false;
        type = (TapeFrame)frame[0];
        var size = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(1));
        var fits = type switch
        {
            TapeFrame.Begin => size == TapeFormat.BeginBytes,
            TapeFrame.Part => size > TapeFormat.PartHeadBytes + Suite.TagBytes
                && size <= frame.Length - TapeFormat.FrameHeadBytes,
            TapeFrame.Gap => size == TapeFormat.GapBytes,
            TapeFrame.Close => size == TapeFormat.CloseBytes,
            TapeFrame.End => size == TapeFormat.EndBytes,
            _ => false,
        };
        if (!fits || !Fill(offset + TapeFormat.FrameHeadBytes, frame.AsSpan(TapeFormat.FrameHeadBytes, (int)size)))
            return false;
        body = frame.AsSpan(TapeFormat.FrameHeadBytes, (int)size);
        return true;
    }

    private bool Fill(long offset, Span<byte> destination)
    {
        if (offset + destination.Length > length)
            return false;
        if (file.Position != offset)
            file.Position = offset;
        return file.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) == destination.Length;
    }

    private byte[] HashOf(Suite suite, long upTo)
    {
        using var hash = suite.BeginHash();
        var block = new byte[BlockBytes];
        for (var offset = 0L; offset < upTo; offset += block.Length)
        {
            var part = block.AsSpan(0, (int)long.Min(block.Length, upTo - offset));
            if (!Fill(offset, part))
                break;
            hash.Append(part);
        }
        return hash.Finish();
    }

    /// <summary>The frames of one second, taken strictly in the order in which a writer prints them.</summary>
    private sealed class SecondFrames
    {
        private int gapUntil;
        private int bytes;

        public uint Number { get; private set; }

        public byte[] Salt { get; private set; } = [];

        public List<TapePart> Parts { get; } = [];

        public List<TapeGap> Gaps { get; } = [];

        public bool Take(TapeFrame type, ReadOnlySpan<byte> body, long at, bool isFirst) =>
            isFirst ? TakeBegin(body)
            : type == TapeFrame.Part ? TakePart(body, at)
            : type == TapeFrame.Gap && TakeGap(body);

        private bool TakeBegin(ReadOnlySpan<byte> body)
        {
            Number = BinaryPrimitives.ReadUInt32BigEndian(body[TapeFormat.MarkBytes..]);
            Salt = body[(TapeFormat.MarkBytes + 4)..].ToArray();
            return Number < TapeFormat.MostSeconds;
        }

        private bool TakePart(ReadOnlySpan<byte> body, long at)
        {
            var number = BinaryPrimitives.ReadUInt32BigEndian(body);
            var until = BinaryPrimitives.ReadUInt16BigEndian(body[4..]);
            var size = body.Length - TapeFormat.PartHeadBytes;
            bytes += size - Suite.TagBytes;
            if (
                number != Parts.Count
                || until > TapeFormat.SecondMillis
                || Parts.Count > 0 && until < Parts[^1].Until
                || bytes > TapeFormat.MostSecondBytes
            )
                return false;
            Parts.Add(new(at + TapeFormat.FrameHeadBytes + TapeFormat.PartHeadBytes, size, number, until));
            return true;
        }

        private bool TakeGap(ReadOnlySpan<byte> body)
        {
            var from = BinaryPrimitives.ReadUInt16BigEndian(body);
            var to = BinaryPrimitives.ReadUInt16BigEndian(body[2..]);
            if (from < gapUntil || to <= from || to > TapeFormat.SecondMillis || !TapeFormat.IsCause(body[4]))
                return false;
            gapUntil = to;
            var origin = Number * TapeFormat.SecondMillis;
            Gaps.Add(new(origin + from, origin + to, (GapCause)body[4]));
            return true;
        }
    }
}
