#pragma once

#include <cstdint>

// Numbers of the tags in RPM headers, as assigned by rpm (rpmtag.h).
namespace package_audit::formats::rpm::tag {

// In the signature header.
constexpr std::uint32_t k_signature_region = 62;
constexpr std::uint32_t k_sha1_header = 269;
constexpr std::uint32_t k_long_size = 270;
constexpr std::uint32_t k_long_archive_size = 271;
constexpr std::uint32_t k_sha256_header = 273;
constexpr std::uint32_t k_sha3_header = 279;
constexpr std::uint32_t k_reserved = 999;
constexpr std::uint32_t k_size = 1000;
constexpr std::uint32_t k_md5 = 1004;
constexpr std::uint32_t k_payload_size = 1007;
constexpr std::uint32_t k_reserved_space = 1008;

// In the package header.
constexpr std::uint32_t k_package_region = 63;
constexpr std::uint32_t k_name = 1000;
constexpr std::uint32_t k_version = 1001;
constexpr std::uint32_t k_release = 1002;
constexpr std::uint32_t k_epoch = 1003;
constexpr std::uint32_t k_build_host = 1007;
constexpr std::uint32_t k_pre_install = 1023;
constexpr std::uint32_t k_post_install = 1024;
constexpr std::uint32_t k_pre_remove = 1025;
constexpr std::uint32_t k_post_remove = 1026;
constexpr std::uint32_t k_old_file_names = 1027;
constexpr std::uint32_t k_file_sizes = 1028;
constexpr std::uint32_t k_file_modes = 1030;
constexpr std::uint32_t k_file_mtimes = 1034;
constexpr std::uint32_t k_file_digests = 1035;
constexpr std::uint32_t k_file_links = 1036;
constexpr std::uint32_t k_file_flags = 1037;
constexpr std::uint32_t k_file_users = 1039;
constexpr std::uint32_t k_file_groups = 1040;
constexpr std::uint32_t k_archive_size = 1046;
constexpr std::uint32_t k_trigger_scripts = 1065;
constexpr std::uint32_t k_trigger_names = 1066;
constexpr std::uint32_t k_trigger_versions = 1067;
constexpr std::uint32_t k_trigger_flags = 1068;
constexpr std::uint32_t k_trigger_indexes = 1069;
constexpr std::uint32_t k_verify = 1079;
constexpr std::uint32_t k_pre_install_program = 1085;
constexpr std::uint32_t k_post_install_program = 1086;
constexpr std::uint32_t k_pre_remove_program = 1087;
constexpr std::uint32_t k_post_remove_program = 1088;
constexpr std::uint32_t k_verify_program = 1091;
constexpr std::uint32_t k_trigger_programs = 1092;
constexpr std::uint32_t k_file_devices = 1095;
constexpr std::uint32_t k_file_inodes = 1096;
constexpr std::uint32_t k_source_package = 1106;
constexpr std::uint32_t k_directory_indexes = 1116;
constexpr std::uint32_t k_base_names = 1117;
constexpr std::uint32_t k_directory_names = 1118;
constexpr std::uint32_t k_payload_format = 1124;
constexpr std::uint32_t k_payload_compressor = 1125;
constexpr std::uint32_t k_pre_transaction = 1151;
constexpr std::uint32_t k_post_transaction = 1152;
constexpr std::uint32_t k_pre_transaction_program = 1153;
constexpr std::uint32_t k_post_transaction_program = 1154;
constexpr std::uint32_t k_long_file_sizes = 5008;
constexpr std::uint32_t k_file_digest_algorithm = 5011;
constexpr std::uint32_t k_pre_install_flags = 5020;
constexpr std::uint32_t k_post_install_flags = 5021;
constexpr std::uint32_t k_pre_remove_flags = 5022;
constexpr std::uint32_t k_post_remove_flags = 5023;
constexpr std::uint32_t k_pre_transaction_flags = 5024;
constexpr std::uint32_t k_post_transaction_flags = 5025;
constexpr std::uint32_t k_verify_flags = 5026;
constexpr std::uint32_t k_trigger_script_flags = 5027;
constexpr std::uint32_t k_file_trigger_scripts = 5066;
constexpr std::uint32_t k_file_trigger_programs = 5067;
constexpr std::uint32_t k_file_trigger_script_flags = 5068;
constexpr std::uint32_t k_file_trigger_names = 5069;
constexpr std::uint32_t k_file_trigger_indexes = 5070;
constexpr std::uint32_t k_file_trigger_versions = 5071;
constexpr std::uint32_t k_file_trigger_flags = 5072;
constexpr std::uint32_t k_transaction_trigger_scripts = 5076;
constexpr std::uint32_t k_transaction_trigger_programs = 5077;
constexpr std::uint32_t k_transaction_trigger_script_flags = 5078;
constexpr std::uint32_t k_transaction_trigger_names = 5079;
constexpr std::uint32_t k_transaction_trigger_indexes = 5080;
constexpr std::uint32_t k_transaction_trigger_versions = 5081;
constexpr std::uint32_t k_transaction_trigger_flags = 5082;
constexpr std::uint32_t k_payload_digests = 5092;
constexpr std::uint32_t k_payload_digest_algorithm = 5093;
constexpr std::uint32_t k_payload_uncompressed_digests = 5097;
constexpr std::uint32_t k_pre_remove_transaction = 5103;
constexpr std::uint32_t k_post_remove_transaction = 5104;
constexpr std::uint32_t k_pre_remove_transaction_program = 5105;
constexpr std::uint32_t k_post_remove_transaction_program = 5106;
constexpr std::uint32_t k_pre_remove_transaction_flags = 5107;
constexpr std::uint32_t k_post_remove_transaction_flags = 5108;

// The type of a tag in the signature header, 0 if rpm does not write the tag. No digest covers that
// header, therefore tags without a meaning are refused.
constexpr std::uint32_t signature_type(std::uint32_t tag) {
  constexpr std::uint32_t k_int32 = 4, k_int64 = 5, k_string = 6, k_binary = 7, k_strings = 8;
  switch (tag) {
  case k_signature_region:
  case 267: // DSA signature of the header
  case 268: // RSA signature of the header
  case k_reserved:
  case 1002: // RSA signature of header and payload
  case k_md5:
  case 1005: // DSA signature of header and payload
  case k_reserved_space:
    return k_binary;
  case k_sha1_header:
  case k_sha256_header:
  case k_sha3_header:
    return k_string;
  case 274: // signatures of files
  case 276: // fs-verity signatures of files
  case 278: // OpenPGP signatures
    return k_strings;
  case 275: // length of signatures of files
  case 277: // algorithm of fs-verity
  case k_size:
  case k_payload_size:
    return k_int32;
  case k_long_size:
  case k_long_archive_size:
    return k_int64;
  default:
    return 0;
  }
}

// True for the ranges of tags in the package header, including computed and obsolete ones: digests
// cover that header.
constexpr bool is_package_tag(std::uint32_t tag) {
  constexpr std::uint32_t k_locales = 100;
  return tag == k_package_region || tag == k_locales || (tag >= 1000 && tag < 1200) ||
         (tag >= 5000 && tag < 5200);
}

} // namespace package_audit::formats::rpm::tag
