using System.Reflection;

namespace Trading.Gateway.Notices;

/// <summary>The gateway's database, <c>gateway.db</c>.</summary>
public sealed class GatewayFile(string path) : SqliteFile(path, new Schema(Assembly.GetExecutingAssembly(), "gateway"))
{
    public const string FileName = "gateway.db";
}
