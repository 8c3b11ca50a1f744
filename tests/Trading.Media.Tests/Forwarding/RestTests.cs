using Trading.Media.Forwarding;

namespace Trading.Media.Tests.Forwarding;

/// <summary>Tracks that rest for one viewer, and what a recording needs though nobody watches.</summary>
public class RestTests
{
    [Fact]
    public void A_track_that_rests_goes_on_with_a_whole_picture_and_the_next_number()
    {
        var room = Room.WithCamera(0);
        room.Clear();
        room.Send(Packets.Video(0, 10, 100, 5, 5, isKey: true));
        room.Send(Packets.Video(0, 11, 3_100, 6, 6));
        Assert.Equal(ForwardFault.None, room.Forwarder.Pause(7, Room.Camera, true));
        Assert.Equal([(Room.Camera, true)], room.Pauses);
        room.Send(Packets.Video(0, 12, 6_100, 7, 7, isKey: true));
        room.Send(Packets.Padding(0, 13, 6_100));
        Assert.Equal(2, room.Sent.Count);
        room.Clear();
        Assert.Equal(ForwardFault.None, room.Forwarder.Pause(7, Room.Camera, false));
        Assert.Equal([(Room.Camera, false)], room.Pauses);
        room.Forwarder.Tick(room.Now);
        Assert.Equal(1, room.PicturesAsked(Packets.SsrcOf(0)));
        room.Send(Packets.Video(0, 14, 9_100, 8, 8));
        Assert.Empty(room.Sent);
        room.Send(Packets.Video(0, 15, 12_100, 9, 9, isKey: true));
        Assert.Equal([702], room.Headers().Select(h => (int)h.Sequence));
    }

    [Fact]
    public void A_voice_rests_too_and_another_viewer_keeps_the_track_needed()
    {
        var room = Room.WithCamera();
        Assert.Equal(ForwardFault.None, room.Forwarder.AddViewer(8));
        room.Watch(7, Room.Voice);
        room.Watch(8, Room.Voice);
        room.Clear();
        room.Send(Packets.Voice(1, 960));
        room.Forwarder.Pause(7, Room.Voice, true);
        Assert.Empty(room.Pauses);
        room.Send(Packets.Voice(2, 1_920));
        room.Forwarder.Pause(7, Room.Voice, false);
        room.Send(Packets.Voice(3, 2_880));
        Assert.Equal([700, 701], room.Headers().Select(h => (int)h.Sequence));
        Assert.Equal([800, 801, 802], room.Headers(8).Select(h => (int)h.Sequence));
        Assert.Equal(ForwardFault.Unknown, room.Forwarder.Pause(9, Room.Voice, true));
        Assert.Equal(ForwardFault.Unknown, room.Forwarder.Pause(7, 99, true));
    }

    [Fact]
    public void A_recording_gets_a_whole_picture_after_what_never_came()
    {
        var room = new Room();
        room.Publish(1, Room.Camera, Room.Voice);
        room.Forwarder.Record(Room.Camera, true);
        room.Send(Packets.Video(0, 10, 100, 5, 5, isKey: true));
        Assert.Equal(ForwardFault.None, room.Forwarder.AskPicture(Room.Camera));
        Assert.Equal(ForwardFault.Unknown, room.Forwarder.AskPicture(99));
        room.Forwarder.Tick(room.Now);
        Assert.Equal(1, room.PicturesAsked(Packets.SsrcOf(0)));
        room.Send(Packets.Video(0, 11, 3_100, 6, 6, isKey: true));
        room.Clear();
        room.Send(Packets.Video(0, 13, 9_100, 8, 8));
        for (var i = 0; i < 100; i++)
        {
            room.Now += 20;
            room.Forwarder.Tick(room.Now);
        }
        Assert.Contains((ushort)12, room.NumbersAsked(Packets.SsrcOf(0)));
        Assert.True(room.PicturesAsked(Packets.SsrcOf(0)) > 0);
    }
}
