using System.Text.Json;
using Trading.Media.Tests.Audits;

namespace Trading.Browser.Tests;

/// <summary>An exported room plays: every picture, the sound, and a jump to a keyframe. It needs no server.</summary>
[Collection(Desks.Name)]
public sealed class RecordingPlayTests(Chrome chrome)
{
    // Plays muted and fast; what was decoded is asked of the browser, what was seen of a canvas.
    private const string Play = """
        async address => {
          const video = document.createElement('video');
          video.muted = true;
          document.body.append(video);
          const happened = name => new Promise((done, failed) => {
            video.addEventListener(name, done, { once: true });
            video.addEventListener('error', () => failed(new Error(video.error?.message ?? 'error')), { once: true });
          });
          video.src = address;
          await happened('loadeddata');
          const canvas = document.createElement('canvas');
          const colours = () => {
            [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
            const context = canvas.getContext('2d');
            context.drawImage(video, 0, 0);
            const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(Array.from({ length: 500 }, (_, i) => pixels[i * 597 * 4 % pixels.length])).size;
          };
          video.playbackRate = 2;
          await video.play();
          await happened('ended');
          const { totalVideoFrames, corruptedVideoFrames } = video.getVideoPlaybackQuality();
          const sound = video.webkitAudioDecodedByteCount;
          const landed = happened('seeked');
          video.currentTime = 2.9;
          await landed;
          return {
            width: video.videoWidth, height: video.videoHeight, duration: video.duration,
            frames: totalVideoFrames, broken: corruptedVideoFrames, sound, at: video.currentTime, later: colours(),
          };
        }
        """;

    [Fact]
    public async Task An_exported_room_plays_in_a_browser()
    {
        var room = RecordedRoom.Make();
        await using var window = await chrome.OpenAsync(new Uri("http://127.0.0.1:9"), Look.Desktop);
        var address = $"data:video/webm;base64,{Convert.ToBase64String(room.Webm)}";
        var played = await window.Page.EvaluateAsync<JsonElement>(Play, address);
        int Of(string name) => played.GetProperty(name).GetInt32();
        Assert.Equal((320, 240, 0), (Of("width"), Of("height"), Of("broken")));
        Assert.InRange(played.GetProperty("duration").GetDouble(), 3.5, 4.6);
        // What fell into the crash and refers to it is not there; everything else was decoded.
        Assert.InRange(Of("frames"), 20, 42);
        Assert.True(Of("sound") > 5000, played.ToString());
        Assert.True(Of("later") > 3, played.ToString());
        Assert.InRange(played.GetProperty("at").GetDouble(), 2.85, 2.95);
    }
}
