using Trading.Crypto;

namespace Trading.Media.Recording;

/// <summary>New heads of one track.</summary>
/// <param name="Track">Its number in the room.</param>
/// <param name="Start">Where its chain begins (32 bytes): the hash of its header.</param>
/// <param name="First">The second of the first head.</param>
/// <param name="Heads">Heads after each second from there on, 32 bytes each.</param>
/// <param name="End">Seconds and hash of the whole file, once it is finished; else null.</param>
public sealed record TrackHeads(uint Track, byte[] Start, uint First, IReadOnlyList<byte[]> Heads, TapeEnd? End)
{
    /// <summary>Most heads of a track in one value: what a backlog holds is told in several.</summary>
    public const int MostHeads = 3600;
}

/// <summary>
/// The heads of all tracks of a room since the last such value; about every 5 seconds the room's stream gets one. Each
/// second's head is in it, so that a verifier names the very second that is not as it was. Canonical bytes:
/// docs/spec/recording.md, "Heads".
/// </summary>
/// <param name="Room">The room, 16 bytes.</param>
/// <param name="Number">From 0, rising by one.</param>
/// <param name="Before">Tagged hash of the value before (32 bytes); 32 zeros in the first.</param>
/// <param name="At">UTC microseconds when it was made.</param>
/// <param name="Tracks">Tracks with something new, by rising number; at least one.</param>
public sealed record RecordingHeads(byte[] Room, uint Number, byte[] Before, long At, IReadOnlyList<TrackHeads> Tracks)
{
    /// <summary>Most bytes of a value.</summary>
    public const int MostBytes = 1 << 20;

    private const byte Version = 1;

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() =>
        new WireWriter().U8(Version).Fixed(Room).U32(Number).Fixed(Before).I64(At).List(Tracks, Write).ToArray();

    /// <summary>The hash by which the next value names this one.</summary>
    public byte[] Hash(Suite suite) => Tags.Hash(suite, Tags.RecordingHeads, ToBytes());

    /// <summary>Reads canonical bytes; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out RecordingHeads? heads)
    {
        heads = null;
        if (bytes.Length > MostBytes)
            return false;
        try
        {
            var reader = new WireReader(bytes);
            if (reader.U8() != Version)
                return false;
            var read = new RecordingHeads(
                reader.Fixed(TapeHeader.RoomBytes),
                reader.U32(),
                reader.Fixed(Suite.HashBytes),
                reader.I64(),
                reader.List(Read, (int)TapeHeader.MostTracks)
            );
            reader.End();
            heads = read.IsSound ? read : null;
            return heads is not null;
        }
        catch (WireException)
        {
            return false;
        }
    }

    private bool IsSound =>
        At >= 0
        && Tracks.Count > 0
        && Tracks.Zip(Tracks.Skip(1)).All(pair => pair.First.Track < pair.Second.Track)
        && Tracks.All(track =>
            track.Track is >= 1 and <= TapeHeader.MostTracks
            && track.First + (long)track.Heads.Count <= TapeFormat.MostSeconds
            && (track.Heads.Count > 0 || track.End is not null)
            && (track.End is null || track.End.Seconds == track.First + track.Heads.Count)
        );

    private static void Write(WireWriter writer, TrackHeads track) =>
        writer
            .U32(track.Track)
            .Fixed(track.Start)
            .U32(track.First)
            .List(track.Heads, (w, head) => w.Fixed(head))
            .Optional(track.End, (w, end) => w.U32(end.Seconds).Fixed(end.Hash));

    private static TrackHeads Read(ref WireReader reader) =>
        new(
            reader.U32(),
            reader.Fixed(Suite.HashBytes),
            reader.U32(),
            reader.List((ref WireReader r) => r.Fixed(Suite.HashBytes), TrackHeads.MostHeads),
            reader.Optional((ref WireReader r) => new TapeEnd(r.U32(), r.Fixed(Suite.HashBytes)))
        );
}

/// <summary>Makes the heads of a room, one value after the other. Not thread-safe.</summary>
/// <param name="suite">The suite of its tracks.</param>
/// <param name="room">The room, 16 bytes.</param>
/// <param name="last">The last value that the room's stream has; null where it has none.</param>
public sealed class HeadsClerk(Suite suite, byte[] room, RecordingHeads? last)
{
    // A value of 1 MiB holds this many heads of 32 bytes beside what its tracks need.
    private const int HeadsAtOnce = 24_000;
    private RecordingHeads? last = last;

    /// <summary>
    /// The next value over the room's tracks, or null where none has anything new. Call it when everything that the
    /// writers wrote is on the disk; it stays the next one until <see cref="Told"/>.
    /// </summary>
    public RecordingHeads? Next(long at, IEnumerable<UntoldHeads> untold)
    {
        ArgumentNullException.ThrowIfNull(untold);
        var tracks = new List<TrackHeads>();
        var count = 0;
        foreach (var fresh in untold.Select(u => u.Next()).OfType<TrackHeads>().OrderBy(t => t.Track))
        {
            if (count + fresh.Heads.Count > HeadsAtOnce)
                break;
            count += fresh.Heads.Count;
            tracks.Add(fresh);
        }
        return tracks.Count == 0
            ? null
            : new(
                room,
                last is null ? 0 : last.Number + 1,
                last?.Hash(suite) ?? new byte[Suite.HashBytes],
                long.Max(at, last?.At ?? 0),
                tracks
            );
    }

    /// <summary>The value is durable in the room's stream; its tracks forget what it told.</summary>
    public void Told(RecordingHeads heads, IEnumerable<UntoldHeads> untold)
    {
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(untold);
        var tracks = heads.Tracks.ToDictionary(t => t.Track);
        foreach (var track in untold)
            if (tracks.TryGetValue(track.Track, out var told))
                track.Told(told);
        last = heads;
    }
}
