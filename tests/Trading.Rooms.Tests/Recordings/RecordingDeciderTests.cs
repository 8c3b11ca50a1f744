using Trading.Rooms.Recordings;

namespace Trading.Rooms.Tests.Recordings;

/// <summary>Heads of recordings are one chain in their stream. Source: docs/spec/room.md, "Recordings".</summary>
public sealed class RecordingDeciderTests
{
    private const string Room = "00112233445566778899aabbccddeeff";
    private static readonly Suite Suite = Suite.P256;

    [Fact]
    public void Heads_follow_one_another_and_the_same_again_is_nothing()
    {
        var first = Heads(0, new byte[32]);
        var second = Heads(1, HashOf(first));
        var (state, told) = Say(RecordingLog.Nothing, first, at: 5);
        Assert.Equal(first, told!.Heads);
        Assert.Equal(0, state.Number);
        // What the recorder did not hear of it says again.
        Assert.Null(Say(state, first).Told);
        // Times never fall, whatever the clock does.
        (state, told) = Say(state, second, at: 3);
        Assert.Equal(5, told!.At);
        Assert.Equal(1, state.Number);
        Assert.Equal(HashOf(second), state.Hash);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(uint.MaxValue)]
    public void Another_number_is_a_conflict(uint number)
    {
        var (state, _) = Say(RecordingLog.Nothing, Heads(0, new byte[32]));
        (state, _) = Say(state, Heads(1, state.Hash));
        Assert.Equal(Reason.Conflict, RefusalOf(state, Heads(number, state.Hash, tail: 7)));
    }

    [Fact]
    public void Another_beginning_or_another_last_value_is_a_conflict()
    {
        Assert.Equal(Reason.Conflict, RefusalOf(RecordingLog.Nothing, Heads(0, HashOf([1]))));
        Assert.Equal(Reason.Conflict, RefusalOf(RecordingLog.Nothing, Heads(1, new byte[32])));
        var (state, _) = Say(RecordingLog.Nothing, Heads(0, new byte[32]));
        Assert.Equal(Reason.Conflict, RefusalOf(state, Heads(1, HashOf([1]))));
        Assert.Equal(Reason.Conflict, RefusalOf(state, Heads(0, new byte[32], tail: 7)));
    }

    [Fact]
    public void What_is_no_heads_of_this_room_is_malformed()
    {
        var right = Heads(0, new byte[32]);
        foreach (var bytes in new[] { [], right[..52], [2, .. right[1..]], new byte[RecordingDecider.MostBytes + 1] })
            Assert.Equal(Reason.Malformed, RefusalOf(RecordingLog.Nothing, bytes));
        var another = new RecordHeads(0, new string('0', 32), right);
        Assert.Equal(Reason.Malformed, RecordingDecider.Decide(Suite, RecordingLog.Nothing, another).Refusal!.Reason);
    }

    [Fact]
    public void An_event_has_one_spelling_and_one_that_does_not_follow_is_damage()
    {
        var happened = new HeadsRecorded(7, Heads(0, new byte[32]));
        var (type, bytes) = RecordingCodec.Table.Encode(happened);
        Assert.StartsWith(
            """{"type":"HeadsRecorded","at":7,"heads":""" + "\"",
            System.Text.Encoding.UTF8.GetString(bytes),
            StringComparison.Ordinal
        );
        var read = Assert.IsType<HeadsRecorded>(RecordingCodec.Table.Decode(type, bytes));
        Assert.Equal(7, read.At);
        Assert.Equal(happened.Heads, read.Heads);
        var state = RecordingDecider.Evolve(Suite, RecordingLog.Nothing, happened);
        Assert.Throws<CorruptEventException>(() => RecordingDecider.Evolve(Suite, state, happened));
        var earlier = new HeadsRecorded(6, Heads(1, state.Hash));
        Assert.Throws<CorruptEventException>(() => RecordingDecider.Evolve(Suite, state, earlier));
        // The largest value of the format has room.
        var large = new HeadsRecorded(8, new byte[RecordingDecider.MostBytes]);
        Assert.True(RecordingCodec.Table.Encode(large).Bytes.Length <= RecordingCodec.HeadsBytes);
    }

    private static (RecordingLog State, HeadsRecorded? Told) Say(RecordingLog state, byte[] heads, long at = 0)
    {
        var decided = RecordingDecider.Decide(Suite, state, new RecordHeads(at, Room, heads));
        Assert.True(decided.IsAccepted, decided.Refusal?.Detail);
        if (decided.Events.Count == 0)
            return (state, null);
        var told = Assert.IsType<HeadsRecorded>(Assert.Single(decided.Events));
        return (RecordingDecider.Evolve(Suite, state, told), told);
    }

    private static Reason RefusalOf(RecordingLog state, byte[] heads) =>
        RecordingDecider.Decide(Suite, state, new RecordHeads(0, Room, heads)).Refusal!.Reason;

    private static byte[] HashOf(byte[] heads) => Tags.Hash(Suite, Tags.RecordingHeads, heads);

    private static byte[] Heads(uint number, byte[] before, byte tail = 0) =>
        new WireWriter().U8(1).Fixed(Convert.FromHexString(Room)).U32(number).Fixed(before).I64(1).U8(tail).ToArray();
}
