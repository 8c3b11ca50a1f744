namespace Trading.Server.Requests;

/// <summary>A sentence in Chinese and in English.</summary>
public sealed record TwoWords(string Zh, string En);
