using Trading.Media.Codecs;
using Trading.Media.Forwarding;
using Trading.Media.Rtp;

namespace Trading.Media.Tests.Forwarding;

public class ForwarderTests
{
    private const uint Out = 7_001;

    [Fact]
    public void Pictures_begin_with_a_keyframe_and_go_on_under_the_viewers_own_numbers()
    {
        var room = Room.WithCamera();
        Assert.Equal(ForwardVerdict.Taken, room.Send(Packets.Video(0, 10, 100, 5, 5)));
        Assert.Empty(room.Sent);
        room.Send(Packets.Video(0, 11, 3_100, 6, 6, isKey: true, isLast: false));
        room.Send(Packets.Video(0, 12, 3_100, 6, 6, isFirst: false));
        room.Send(Packets.Video(0, 13, 6_100, 7, 7));
        var headers = room.Headers();
        Assert.Equal([700, 701, 702], headers.Select(h => (int)h.Sequence));
        Assert.Equal([5_000u, 5_000u, 8_000u], headers.Select(h => h.Timestamp));
        Assert.Equal([false, true, true], headers.Select(h => h.IsMarked));
        Assert.All(headers, h => Assert.Equal((Out, 96, 12), (h.Ssrc, (int)h.PayloadType, h.Bytes)));
        Assert.All(headers, h => Assert.Equal(0, h.ExtensionForm));
    }

    [Fact]
    public void A_switch_goes_on_by_one_in_everything()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 100, 5, 250, isKey: true));
        room.Send(Packets.Video(0, 11, 3_100, 6, 251));
        Rise(room);
        room.Send(Packets.Video(1, 40_000, 77_000_000, 32_760, 10));
        room.Send(Packets.Video(0, 12, 6_100, 7, 252));
        Assert.Equal(0, room.Forwarder.LayerOf(7, Room.Camera));
        room.Send(Packets.Video(1, 40_001, 77_003_000, 32_761, 11, isKey: true));
        Assert.Equal(1, room.Forwarder.LayerOf(7, Room.Camera));
        // What is left of the old layer, and of the new one before the switch, is dropped.
        room.Send(Packets.Video(0, 13, 9_100, 8, 253));
        room.Send(Packets.Video(1, 39_999, 76_997_000, 32_759, 9));
        room.Send(Packets.Video(1, 40_002, 77_006_000, 32_762, 12));
        var headers = room.Headers();
        Assert.Equal([700, 701, 702, 703, 704], headers.Select(h => (int)h.Sequence));
        Assert.Equal([5, 6, 7, 8, 9], Descriptors(room).Select(d => d.PictureId));
        Assert.Equal([250, 251, 252, 253, 254], Descriptors(room).Select(d => d.Tl0PicIdx));
        Assert.True((int)(headers[3].Timestamp - headers[2].Timestamp) > 0);
        Assert.Equal(3_000u, headers[4].Timestamp - headers[3].Timestamp);
    }

    [Fact]
    public void Reports_say_which_times_of_two_layers_are_one_moment()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 90_000, 5, 5, isKey: true));
        room.Send(Packets.Video(1, 19, 500_000, 9, 9));
        // At second 10 layer 0 is at 90,000; at second 11 layer 1 is at 590,000.
        room.PublisherSays(c => c.Report(new SenderReport(Packets.SsrcOf(0), 10UL << 32, 90_000, 1, 1)));
        room.PublisherSays(c => c.Report(new SenderReport(Packets.SsrcOf(1), 11UL << 32, 590_000, 1, 1)));
        Rise(room, 20);
        // Second 12.5: 0.5 s and then 2.5 s after the first packet, whose time is 5,000.
        room.Send(Packets.Video(1, 21, 590_000 + 135_000, 10, 10, isKey: true));
        Assert.Equal(5_000u + 225_000, room.Headers()[^1].Timestamp);
        room.Clear();
        room.PublisherSays(c => c.Report(new SenderReport(Packets.SsrcOf(1), 13UL << 32, 770_000, 1, 1)));
        var (_, compound) = Assert.Single(room.ToViewers);
        Assert.Equal(RtcpFault.None, RtcpReader.Read(compound, out var reader));
        Assert.True(reader.TryNext(out var report));
        Assert.Equal(new SenderReport(Out, 13UL << 32, 5_000 + 270_000, 2, 80), report.SenderReport);
        Assert.True(reader.TryNext(out var name));
        Assert.Equal(RtcpType.Description, name.Type);
        // Of the layer that is not sent nothing is reported.
        room.PublisherSays(c => c.Report(new SenderReport(Packets.SsrcOf(0), 14UL << 32, 1, 1, 1)));
        Assert.Single(room.ToViewers);
    }

    [Fact]
    public void What_a_viewer_lost_comes_again_byte_for_byte_even_from_before_a_switch()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 100, 5, 5, isKey: true));
        room.Send(Packets.Video(0, 11, 3_100, 6, 6));
        Rise(room);
        room.Send(Packets.Video(1, 20, 9_100, 7, 7, isKey: true));
        var before = room.Sealed.ToArray();
        room.Clear();
        room.ViewerSays(c => c.Nack(Out, 700, 701, 702, 703, 699));
        Assert.Equal(before, room.Sealed);
        // Twice within 20 ms is once; an unknown source gets nothing.
        room.ViewerSays(c => c.Nack(Out, 700).Nack(1, 700));
        Assert.Equal(3, room.Sealed.Count);
        room.Now += 20;
        room.ViewerSays(c => c.Nack(Out, 700));
        Assert.Equal(before[0], room.Sealed[3]);
    }

    [Fact]
    public void A_second_resends_only_so_much()
    {
        var room = new Room(new ForwardLimits { ResentPerSecond = 5 });
        room.Publish(1, Room.Camera, Room.Voice);
        room.Forwarder.AddViewer(7);
        room.Watch(7, Room.Camera);
        for (var i = 0; i < 20; i++)
            room.Send(Packets.Video(0, (ushort)(10 + i), (uint)(3_000 * i), i, (byte)i, isKey: i == 0));
        room.Clear();
        ushort[] all = [.. Enumerable.Range(700, 20).Select(i => (ushort)i)];
        room.ViewerSays(c => c.Nack(Out, all));
        Assert.Equal(5, room.Sent.Count);
        room.Now += 1_000;
        room.ViewerSays(c => c.Nack(Out, all));
        Assert.Equal(10, room.Sent.Count);
    }

    [Fact]
    public void A_hole_is_asked_for_at_once_and_again_until_it_is_filled()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 65_534, 100, 5, 5, isKey: true));
        room.Send(Packets.Video(0, 2, 100, 5, 5, isFirst: false));
        Assert.Equal([65_535, 0, 1], room.NumbersAsked(100).Select(n => (int)n));
        room.Send(Packets.Video(0, 0, 100, 5, 5, isFirst: false, isLast: false));
        room.Clear();
        room.Forwarder.Tick(room.Now += 20);
        Assert.Empty(room.NumbersAsked(100));
        room.Forwarder.Tick(room.Now += 60);
        Assert.Equal([65_535, 1], room.NumbersAsked(100).Select(n => (int)n));
        for (var i = 0; i < 40; i++)
            room.Forwarder.Tick(room.Now += 60);
        Assert.Equal(10, room.NumbersAsked(100).Count);
    }

    [Fact]
    public void A_late_packet_takes_its_own_place()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 100, 5, 5, isKey: true, isLast: false));
        room.Send(Packets.Video(0, 13, 3_100, 6, 6));
        room.Send(Packets.Video(0, 11, 100, 5, 5, isFirst: false));
        Assert.Equal([700, 703, 701], room.Headers().Select(h => (int)h.Sequence));
        // A second time, and one from before the beginning: nothing.
        Assert.Equal(ForwardVerdict.Repeated, room.Send(Packets.Video(0, 11, 100, 5, 5, isFirst: false)));
        room.Send(Packets.Video(0, 9, 50, 4, 4));
        Assert.Equal(3, room.Sent.Count);
    }

    [Fact]
    public void Padding_takes_no_number_and_late_padding_fills_its_hole()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 100, 5, 5, isKey: true));
        Assert.Equal(ForwardVerdict.Padding, room.Send(Packets.Padding(0, 11, 100)));
        room.Send(Packets.Padding(0, 12, 100));
        room.Send(Packets.Video(0, 14, 3_100, 6, 6));
        Assert.Equal([700, 702], room.Headers().Select(h => (int)h.Sequence));
        room.Send(Packets.Padding(0, 13, 100));
        Assert.Equal([700, 702, 701], room.Headers().Select(h => (int)h.Sequence));
        Assert.Equal(12, room.Sent[^1].Packet.Length);
        var filled = room.Sealed[^1];
        room.Clear();
        room.ViewerSays(c => c.Nack(Out, 701));
        Assert.Equal(filled, Assert.Single(room.Sealed));
    }

    [Fact]
    public void A_whole_picture_is_asked_for_twice_a_second_at_most_and_until_it_comes()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 100, 5, 5));
        for (var i = 0; i < 50; i++)
            room.Forwarder.Tick(room.Now += 20);
        Assert.Equal(2, room.PicturesAsked(100));
        room.Send(Packets.Video(0, 11, 3_100, 6, 6, isKey: true));
        room.Clear();
        room.Forwarder.Tick(room.Now += 1_000);
        Assert.Equal(0, room.PicturesAsked(100));
        room.Send(Packets.Video(0, 12, 6_100, 7, 7));
        for (var i = 0; i < 10; i++)
            room.ViewerSays(c => c.PictureLoss(Out));
        room.Forwarder.Tick(room.Now += 20);
        room.Forwarder.Tick(room.Now += 20);
        Assert.Equal(1, room.PicturesAsked(100));
    }

    [Fact]
    public void A_long_hole_is_given_up_and_viewers_go_on_with_the_next_number()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 100, 5, 5, isKey: true));
        room.Send(Packets.Video(0, 7_000, 4_000_000, 50, 50));
        Assert.Single(room.Sent);
        room.Forwarder.Tick(room.Now += 20);
        Assert.Equal(1, room.PicturesAsked(100));
        Assert.Empty(room.NumbersAsked(100));
        room.Send(Packets.Video(0, 7_001, 4_003_000, 51, 51, isKey: true));
        Assert.Equal([700, 701], room.Headers().Select(h => (int)h.Sequence));
    }

    [Fact]
    public void Nobody_watches_and_the_publisher_is_told()
    {
        var room = Room.WithCamera();
        Assert.Equal([(Room.Camera, false)], room.Pauses);
        room.Forwarder.Unsubscribe(7, Room.Camera);
        room.Forwarder.Record(Room.Camera, true);
        room.Forwarder.Record(Room.Camera, true);
        room.Forwarder.Record(Room.Camera, false);
        bool[] told = [.. room.Pauses.Select(p => p.IsPaused)];
        Assert.Equal([false, true, false, true], told);
        // Then nothing is asked of it either.
        room.Send(Packets.Video(0, 10, 100, 5, 5));
        room.Send(Packets.Video(0, 20, 100, 5, 5));
        room.Clear();
        room.Forwarder.Tick(room.Now += 100);
        Assert.Equal(0, room.PicturesAsked(100));
        Assert.Empty(room.NumbersAsked(100));
    }

    [Fact]
    public void Mute_is_at_once_and_ends_with_a_whole_picture()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 100, 5, 5, isKey: true));
        room.Forwarder.Mute(Room.Camera, true);
        Assert.Equal(ForwardVerdict.Muted, room.Send(Packets.Video(0, 11, 3_100, 6, 6)));
        room.Forwarder.Mute(Room.Camera, false);
        room.Send(Packets.Video(0, 12, 6_100, 7, 7));
        Assert.Single(room.Sent);
        room.Send(Packets.Video(0, 13, 9_100, 8, 8, isKey: true));
        Assert.Equal([(700, 5_000u), (701, 14_000u)], room.Headers().Select(h => ((int)h.Sequence, h.Timestamp)));
        Assert.Equal([5, 6], Descriptors(room).Select(d => d.PictureId));
    }

    [Fact]
    public void Whoever_is_expelled_sends_and_gets_nothing_any_more()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 100, 5, 5, isKey: true));
        Assert.Equal(ForwardFault.None, room.Forwarder.RemovePublisher(1));
        Assert.Equal(ForwardVerdict.Unknown, room.Send(Packets.Video(0, 11, 100, 5, 5)));
        Assert.Equal((0, 0), (room.Forwarder.Tracks, room.Forwarder.Subscriptions));
        room.Publish(2, 11, 12);
        room.Watch(7, 11);
        room.Forwarder.OnRtp(2, Packets.Video(0, 1, 1, 1, 1, isKey: true), room.Now);
        Assert.Equal(2, room.Sent.Count);
        Assert.Equal(ForwardFault.None, room.Forwarder.RemoveViewer(7));
        room.Forwarder.OnRtp(2, Packets.Video(0, 2, 1, 1, 1, isKey: true), room.Now);
        room.ViewerSays(c => c.Nack(7_011, 700));
        Assert.Equal(2, room.Sent.Count);
        Assert.Equal(ForwardFault.Unknown, room.Forwarder.RemoveViewer(7));
    }

    [Fact]
    public void Voices_go_at_once_and_say_how_loud_they_are()
    {
        var room = Room.WithCamera();
        room.Watch(7, Room.Voice);
        Assert.Equal(127, room.Forwarder.LevelOf(Room.Voice));
        room.Send(Packets.Voice(9, 960, 12));
        room.Send(Packets.Voice(10, 1_920, 40));
        Assert.Equal(40, room.Forwarder.LevelOf(Room.Voice));
        Assert.Equal([700, 701], room.Headers().Select(h => (int)h.Sequence));
        Assert.Equal(960u, room.Headers()[1].Timestamp - room.Headers()[0].Timestamp);
        // Far ahead after a network that was gone: the next number.
        room.Send(Packets.Voice(3_000, 9_000_000));
        Assert.Equal(702, room.Headers()[2].Sequence);
    }

    [Fact]
    public void Sources_that_nobody_announced_are_refused()
    {
        var room = Room.WithCamera();
        Assert.Equal(ForwardVerdict.UnknownSource, room.Send(Packets.Video(0, 1, 1, 1, 1, hasRid: false)));
        Assert.Equal(ForwardVerdict.Taken, room.Send(Packets.Video(0, 1, 1, 1, 1)));
        // The same layer from another source, a type that was not agreed, a payload that is no VP8.
        var other = Packets.Video(0, 2, 1, 1, 1);
        other[11] ^= 0xFF;
        Assert.Equal(ForwardVerdict.UnknownSource, room.Send(other));
        var type = Packets.Video(0, 2, 1, 1, 1);
        type[1] = 97;
        Assert.Equal(ForwardVerdict.WrongType, room.Send(type));
        Assert.Equal(ForwardVerdict.Malformed, room.Send(Packets.Video(0, 2, 1, 1, 1)[..22]));
        Assert.Equal(ForwardVerdict.UnknownSource, room.Send(Packets.Voice(1, 1, ssrc: 501)));
        Assert.Equal(ForwardVerdict.Unknown, room.Send(Packets.Voice(1, 1), publisher: 2));
        Assert.Equal(2, room.Forwarder.Count(ForwardVerdict.UnknownSource) - 1);
    }

    [Fact]
    public void Reports_and_the_cap_go_to_the_publisher_every_second()
    {
        var room = Room.WithCamera();
        room.Send(Packets.Video(0, 10, 100, 5, 5));
        room.Send(Packets.Video(0, 13, 100, 5, 5));
        room.Clear();
        room.Forwarder.Tick(room.Now);
        room.Forwarder.Tick(room.Now + 500);
        var seen = 0;
        room.Asked(
            (in RtcpPacket p) =>
            {
                if (p.Type == RtcpType.ReceiverReport && p.Count == 1)
                {
                    seen++;
                    var block = p.Block(0);
                    Assert.Equal((100u, 2, 128), (block.Ssrc, block.Lost, (int)block.FractionLost));
                    Assert.Equal(13u, block.HighestSequence);
                }
                if (p.TryRemb(out var bits))
                    Assert.InRange(bits, 2_499_980, 2_500_000);
                return false;
            }
        );
        Assert.Equal(1, seen);
    }

    [Fact]
    public void More_than_twice_the_rate_is_dropped()
    {
        var room = new Room(new ForwardLimits { PublisherBits = 100_000 });
        room.Publish(1, Room.Camera, Room.Voice);
        for (var i = 0; i < 100; i++)
            room.Send(Packets.Video(0, (ushort)i, 1, 1, 1, bytes: 1_000));
        Assert.InRange(room.Forwarder.Count(ForwardVerdict.OverRate), 70, 80);
        room.Now += 1_000;
        Assert.Equal(ForwardVerdict.Taken, room.Send(Packets.Video(0, 200, 1, 1, 1)));
    }

    [Fact]
    public void An_estimate_below_what_is_sent_takes_the_viewer_down_but_never_while_it_is_behind()
    {
        var room = Room.WithCamera(mostLayer: 1);
        var sequence = (ushort)0;
        Play(4_000);
        Assert.Equal(1, room.Forwarder.LayerOf(7, Room.Camera));
        // About 40 and 240 kbit/s are sent; the estimate is what it was before the rise.
        room.ViewerSays(c => c.Remb(60_000));
        Play(5_000);
        Assert.Equal(1, room.Forwarder.LayerOf(7, Room.Camera));
        Play(4_000);
        Assert.Equal(0, room.Forwarder.LayerOf(7, Room.Camera));
        // Sixty thousand are enough for the low layer, and say nothing of the next one: it is tried after 30 s or 15 s.
        Play(13_000);
        Assert.Equal(0, room.Forwarder.LayerOf(7, Room.Camera));
        Play(18_000);
        Assert.Equal(1, room.Forwarder.LayerOf(7, Room.Camera));

        void Play(int millis)
        {
            for (var end = room.Now + millis; room.Now < end; room.Now += 33)
            {
                var isKey = sequence % 10 == 0;
                room.Send(Packets.Video(0, sequence, sequence * 2_970u, sequence, (byte)sequence, isKey, bytes: 150));
                room.Send(Packets.Video(1, sequence, sequence * 2_970u, sequence, (byte)sequence, isKey, bytes: 1_000));
                room.Forwarder.Tick(room.Now);
                sequence++;
            }
        }
    }

    // Until the first try upwards, with both layers alive.
    private static void Rise(Room room, ushort sequence = 39_998)
    {
        room.Forwarder.Tick(room.Now);
        room.Now += LayerChoice.Probe;
        room.Send(Packets.Video(0, 8, 0, 0, 0));
        room.Send(Packets.Video(1, sequence, 0, 0, 0));
        if (room.Forwarder.LayerOf(7, Room.Camera) < 1)
            room.Forwarder.Tick(room.Now);
    }

    private static List<Vp8Descriptor> Descriptors(Room room) =>
        [
            .. room.Sent.Select(s =>
            {
                Assert.True(Vp8Descriptor.TryRead(s.Packet.AsSpan(12), out var descriptor));
                return descriptor;
            }),
        ];
}
