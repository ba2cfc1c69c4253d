#include "model/load/fact_cells.h"

namespace attain::load {

FurtherCell further_cell(const std::string& stored) {
    const std::size_t colon = stored.find(':');
    const std::size_t equals = stored.find('=', colon);
    ensure(colon != std::string::npos && equals != std::string::npos,
           "a further cell is stored with its name and type");
    FurtherCell cell{stored.substr(0, colon), ColumnType::text, stored.substr(equals + 1)};
    const std::string_view type = std::string_view(stored).substr(colon + 1, equals - colon - 1);
    if (type == name_of(ColumnType::number)) cell.type = ColumnType::number;
    if (type == name_of(ColumnType::date)) cell.type = ColumnType::date;
    return cell;
}

std::span<const FactRow> rows_of(const Known& known, FactKind kind) {
    const auto found = known.rows.find(kind);
    return found == known.rows.end() ? std::span<const FactRow>() : found->second;
}

}  // namespace attain::load
