namespace Trading.Relay;

/// <summary>Something that happened in the relay.</summary>
public abstract record RelayEvent;

/// <summary>A connection is in another state.</summary>
/// <param name="Connection">Its number.</param>
/// <param name="Rooms">Its rooms.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="State">Where it is.</param>
public sealed record StateChanged(long Connection, IReadOnlyList<string> Rooms, string Source, ConnectionState State)
    : RelayEvent;

/// <summary>A connection is gone. Its number means nothing any more.</summary>
/// <param name="Connection">Its number.</param>
/// <param name="Rooms">Its rooms.</param>
/// <param name="Source">Whose it was.</param>
/// <param name="Cause">Why.</param>
public sealed record ConnectionGone(long Connection, IReadOnlyList<string> Rooms, string Source, GoneCause Cause)
    : RelayEvent;

/// <summary>
/// There is another offer for somebody who watches: <see cref="IMediaRelay.OfferOf"/>, then
/// <see cref="IMediaRelay.Answer"/>. It comes once for any number of changes until that answer.
/// </summary>
/// <param name="Connection">Its number.</param>
/// <param name="Version">Of the offer.</param>
public sealed record OfferChanged(long Connection, int Version) : RelayEvent;

/// <summary>A track is there.</summary>
/// <param name="Track">Which.</param>
public sealed record TrackBegan(TrackInfo Track) : RelayEvent;

/// <summary>A track is gone.</summary>
/// <param name="Track">Which.</param>
public sealed record TrackEnded(TrackInfo Track) : RelayEvent;

/// <summary>A track was muted, or is no longer.</summary>
/// <param name="Track">Which.</param>
public sealed record TrackMuted(TrackInfo Track) : RelayEvent;

/// <summary>
/// Nobody watches or records a track: its browser may stop to send it. Or somebody does again: then it has to send.
/// A browser that is told nothing sends in vain, and nothing else.
/// </summary>
/// <param name="Track">Which.</param>
/// <param name="IsPaused">Nobody needs it.</param>
public sealed record TrackPaused(TrackInfo Track, bool IsPaused) : RelayEvent;
