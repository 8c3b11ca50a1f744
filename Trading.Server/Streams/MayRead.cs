namespace Trading.Server.Streams;

/// <summary>
/// Whether anybody may read a stream now. A right that was once there stays: streams open, they never close.
/// </summary>
public delegate ValueTask<bool> MayRead(string stream);
