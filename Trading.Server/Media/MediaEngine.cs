using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Trading.Relay;
using Trading.Relay.Live;
using Trading.Relay.Recorder;

namespace Trading.Server.Media;

/// <summary>
/// Relay and recorder of this process, where calls are on. They begin with the server and end with it: nothing of a
/// call outlives a process but what was recorded.
/// </summary>
public sealed class MediaEngine : IAsyncDisposable
{
    /// <summary>The folder of recordings, in that of everything that is kept.</summary>
    public const string FolderName = "recordings";

    public MediaEngine(MediaOptions options, DataFolder data)
    {
        if (!options.IsOn)
            return;
        var own = Own(options.Address);
        try
        {
            Relay = MediaRelay.Start(
                new RelayOptions
                {
                    Addresses = own,
                    Port = options.Port,
                    Announced = own.Contains(options.Address) ? [] : [options.Address],
                }
            );
        }
        catch (SocketException taken)
        {
            throw new InvalidOperationException(
                $"Calls cannot listen at port {options.Port}: name another --media-port, or say --media off",
                taken
            );
        }
        Recorder = new RoomRecorder(Relay, new RecorderOptions(data.Folder(FolderName), options.Free));
    }

    /// <summary>Whether there are calls.</summary>
    [MemberNotNullWhen(true, nameof(Relay), nameof(Recorder))]
    public bool IsOn => Relay is not null;

    public IMediaRelay? Relay { get; }

    public IRoomRecorder? Recorder { get; }

    public async ValueTask DisposeAsync()
    {
        if (!IsOn)
            return;
        await Recorder.DisposeAsync();
        await Relay.DisposeAsync();
    }

    // Where to listen: there, if that is here; behind a gateway at every address of this machine but loopback.
    private static IPAddress[] Own(IPAddress told)
    {
        var own = NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus == OperationalStatus.Up)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .ToList();
        if (IPAddress.IsLoopback(told) || own.Contains(told))
            return [told];
        IPAddress[] outward =
        [
            .. own.Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)),
        ];
        return outward.Length > 0 ? outward : [IPAddress.Loopback];
    }
}
